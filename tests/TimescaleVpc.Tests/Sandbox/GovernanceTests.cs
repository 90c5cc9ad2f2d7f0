using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>
/// Locks, policies, deny assignments and limits: what stands in the way although every role is there.
/// </summary>
public sealed class GovernanceTests : IDisposable
{
    private const string Peerings = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
    private const string Assignments = "/providers/Microsoft.Authorization/roleAssignments/";
    private static readonly string Hub = Client.ProdVNet.Replace("Prod-", "Hub-", StringComparison.Ordinal);
    private static readonly string Link = $"{Hub}/virtualNetworkPeerings/hub-to-spoke";
    private static readonly string Spoke = Hub.Replace("Hub-", "Spoke-", StringComparison.Ordinal);

    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    /// <summary>A lock at any scope above; ReadOnly stops changes as well, and reading goes on.</summary>
    [Fact]
    public async Task A_lock_answers_ScopeLocked_and_names_the_locked_scope()
    {
        var token = await client.UserToken();
        (string Level, string Scope, int Write, int Delete)[] cases =
        [
            ("CanNotDelete", Client.Subscription, 200, 409), ("CanNotDelete", Client.NetworkRg, 200, 409),
            ("CanNotDelete", Hub, 200, 409), ("ReadOnly", Hub, 409, 409), ("ReadOnly", Client.Subscription, 409, 409),
            ("ReadOnly", Client.ProdVNet, 200, 202),
        ];
        foreach (var (level, scope, write, delete) in cases)
        {
            client.World.Change($"AddLock:{level}", scope);
            Assert.Contains(client.World.Inventory(), item => item.Kind == "Arm.Lock");
            await Client.Expect(200, client.Arm("GET", Link, token));
            var writeReply = await Client.Expect(write, client.Arm("PUT", Link, token, Body(Spoke)));
            client.Wait(60);
            var deletion = await Client.Expect(delete, client.Arm("DELETE", Link, token));
            client.World.Change("RemoveLock", scope);
            Assert.DoesNotContain(client.World.Inventory(), item => item.Kind == "Arm.Lock");
            if (delete == 409) Says(deletion, "delete", scope);
            if (write == 409) Says(writeReply, "write", scope);
        }

        static void Says(Reply reply, string verb, string scope)
        {
            Assert.Equal("ScopeLocked", reply["error.code"]);
            Assert.Equal($"The scope '{Link}' cannot perform {verb} operation because following scope(s) are locked: " +
                $"'{scope}'. Please remove the lock and try again.", reply["error.message"]);
        }
    }

    [Fact]
    public async Task Roles_are_locked_as_well()
    {
        var token = await client.UserToken();
        client.World.Change("AddLock:ReadOnly", Client.NetworkRg);
        var refusal = await Client.Expect(409, client.Arm(
            "PUT", $"{Client.ProdVNet}{Assignments}{Guid.NewGuid()}", token, new { properties = new { } }));
        Assert.Equal("ScopeLocked", refusal["error.code"]);
    }

    [Fact]
    public async Task A_policy_that_denies_a_type_is_named_with_its_details()
    {
        var token = await client.UserToken();
        client.World.Change($"AddPolicy:{Peerings}", Client.NetworkRg);
        var refusal = await Client.Expect(403, client.Arm("PUT", Link, token, Body(Spoke)));
        var assignment = $"{Client.NetworkRg}/providers/Microsoft.Authorization/policyAssignments/deny-1";
        Assert.Equal("RequestDisallowedByPolicy", refusal["error.code"]);
        Assert.StartsWith("Resource 'hub-to-spoke' was disallowed by policy. Policy identifiers: '[{",
            refusal["error.message"], StringComparison.Ordinal);
        Assert.Equal("PolicyViolation", refusal["error.additionalInfo.0.type"]);
        Assert.Equal(assignment, refusal["error.additionalInfo.0.info.policyAssignmentId"]);
        Assert.Equal("deny", refusal["error.additionalInfo.0.info.policyDefinitionEffect"]);
        await Client.Expect(200, client.Arm("GET", assignment, token));
        var definition = await Client.Expect(
            200, client.Arm("GET", refusal["error.additionalInfo.0.info.policyDefinitionId"]!, token));
        Assert.Equal("deny", definition["properties.policyRule.then.effect"]);

        // Nothing else is denied, and a deletion is none of its matters.
        await Client.Expect(202, client.Arm("DELETE", Link, token));
        client.World.Change("RemovePolicy", "deny-1");
        await Client.Expect(404, client.Arm("GET", assignment, token));
    }

    [Fact]
    public async Task A_deny_assignment_stops_even_an_owner_unless_it_spares_them()
    {
        Seed("AzureDenyAssignment", ("Name", "stack"), ("ResourceGroupName", "network-rg"), ("Except", "netadmin"));
        var token = await client.UserToken();
        var refusal = await Client.Expect(403, client.Arm("PUT", Link, token, Body(Spoke)));
        Assert.Equal("DenyAssignmentAuthorizationFailed", refusal["error.code"]);
        Assert.Contains(
            $"has permission to perform action '{Peerings}/write' on scope '{Link}'; however, the access is denied " +
            "because of the deny assignment with name 'stack' and Id '",
            refusal["error.message"], StringComparison.Ordinal);
        await Client.Expect(200, client.Arm("GET", Link, token));
        await Client.Expect(200, client.Arm("PUT", Link, await client.UserToken("netadmin"), Body(Spoke)));
        client.World.Change("RemoveDenyAssignment", "stack");
        await Client.Expect(200, client.Arm("PUT", Link, token, Body(Spoke)));
    }

    [Fact]
    public async Task A_disabled_subscription_can_be_read_only()
    {
        var token = await client.UserToken();
        client.World.Change("DisableSubscription", "Demo Subscription");
        Assert.Equal("Disabled", (await Client.Expect(200, client.Arm("GET", Client.Subscription, token)))["state"]);
        var refusal = await Client.Expect(409, client.Arm("DELETE", Link, token));
        Assert.Equal("ReadOnlyDisabledSubscription", refusal["error.code"]);
        client.World.Change("EnableSubscription", Client.Subscription);
        await Client.Expect(202, client.Arm("DELETE", Link, token));
    }

    /// <summary>At, above and below the scope, or with a filter not below; for principals that may read.</summary>
    [Fact]
    public async Task What_stands_in_the_way_can_be_read_where_ARM_lets_it_be_read()
    {
        Seed("AzureLock", ("Level", "readonly"), ("Name", "sub"));
        Seed("AzureLock", ("Level", "CanNotDelete"), ("ResourceGroupName", "Network-RG"), ("Notes", "why"));
        Seed("AzureLock", ("Level", "CanNotDelete"), ("ResourceGroupName", "Network-RG"), ("VNetName", "Prod-VNet"));
        Seed("AzurePolicy", ("Name", "p"), ("Scope", Client.NetworkRg + "/"), ("Message", "ask first"));
        Seed("AzureDenyAssignment", ("Name", "d"), ("Action", "Microsoft.Network/*/delete"));
        var token = await client.UserToken("reader");
        foreach (var (scope, filter, count) in new[]
        {
            (Client.Subscription, "", 3), (Client.ProdVNet, "", 3), (Hub, "", 2), (Client.NetworkRg, "", 3),
            (Client.NetworkRg, "&$filter=atScope()", 2), (Client.Subscription, "&$filter=atScope()", 1),
        })
        {
            var list = await Client.Expect(200, client.Arm(
                "GET", $"{scope}/providers/Microsoft.Authorization/locks?api-version=2020-05-01{filter}", token));
            Assert.Equal(count, list.Json["value"]!.AsArray().Count);
        }

        var one = await Client.Expect(200, client.Arm(
            "GET", $"{Client.NetworkRg}/providers/Microsoft.Authorization/locks/CanNotDelete", token));
        Assert.Equal(("CanNotDelete", "why"), (one["properties.level"], one["properties.notes"]));
        var policies = await Client.Expect(200, client.Arm(
            "GET", $"{Hub}/providers/Microsoft.Authorization/policyAssignments", token));
        Assert.Equal("ask first", policies["value.0.properties.nonComplianceMessages.0.message"]);
        var denials = await Client.Expect(200, client.Arm(
            "GET", $"{Client.Subscription}/providers/Microsoft.Authorization/denyAssignments", token));
        Assert.Equal("d", denials["value.0.properties.denyAssignmentName"]);
        Assert.Equal("Microsoft.Network/*/delete", denials["value.0.properties.permissions.0.actions.0"]);
    }

    /// <summary>Each limit is the platform's own answer, in its own form.</summary>
    [Fact]
    public async Task Limits_answer_with_the_platform_s_code()
    {
        var (token, graph) = (await client.UserToken(), await client.UserToken("admin", Client.GraphScope));
        var settings = client.World.Settings;
        settings.ArmPeeringsPerVNet = 1;
        await Refused(400, "VnetPeeringLimitReached", client.Arm(
            "PUT", $"{Hub}/virtualNetworkPeerings/another", token, Body(Client.ProdVNet)));
        settings.ArmAssignmentsPerSubscription = 0;
        await Refused(400, "RoleAssignmentLimitExceeded", client.Arm(
            "PUT", $"{Hub}{Assignments}{Guid.NewGuid()}", token, new
            {
                properties = new
                {
                    roleDefinitionId = "acdd72a7-3385-48ef-bd42-f606fba81ae7",
                    principalId = "c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c03",
                },
            }));
        settings.ArmCustomRolesPerTenant = 0;
        await Refused(400, "RoleDefinitionLimitExceeded", client.Arm("PUT",
            $"{Client.Subscription}/providers/Microsoft.Authorization/roleDefinitions/{Guid.NewGuid()}", token, new
            {
                properties = new { roleName = "x", assignableScopes = new[] { Client.Subscription } },
            }));
        settings.DirectoryObjects = 4;
        await Refused(403, "Directory_QuotaExceeded",
            client.Graph("POST", "/applications", graph, new { displayName = "one too many" }));
        settings.VpcsPerCloud = 1;
        var vpc = await Client.Expect(409, client.Mst("POST", "/project/demo-mst/vpcs",
            new
            {
                cloud_name = "timescale-azure-westeurope", network_cidr = "10.210.0.0/24",
                peering_connections = Array.Empty<object>(),
            }));
        Assert.Contains("limit of 1 VPCs", vpc["message"], StringComparison.Ordinal);

        static async Task Refused(int status, string code, Task<Reply> reply) =>
            Assert.Equal(code, (await Client.Expect(status, reply))["error.code"]);
    }

    private static JsonObject Body(string remote) => new()
    {
        ["properties"] = new JsonObject { ["remoteVirtualNetwork"] = new JsonObject { ["id"] = remote } },
    };

    private void Seed(string parameter, params (string Key, object? Value)[] values) =>
        ((VpcSandbox)client.World).Add([new SandboxPart(parameter, $"-{parameter}",
            values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase))]);
}

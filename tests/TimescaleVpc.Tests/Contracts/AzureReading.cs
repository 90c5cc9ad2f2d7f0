using System.Text.Json.Nodes;
using Azure.Core;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Transport;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>The engine's reader of one recorded answer, and what it must have read.</summary>
internal sealed class AzureReading(AzureExchange item) : IDisposable
{
    private static readonly string[] Busy =
        ["ReferencedResourceNotProvisioned", "AnotherOperationInProgress", "RetryableError"];

    private readonly Wire wire = new(
        new WorkClock(new LeapTime(), Still.Instance), new StubHandler((_, _) => item.Respond()));

    private JsonNode? Body { get; } = item.Json;

    private ArmTransport Arm => new(wire, EveryClient.Tokens(wire), null);

    public void Dispose() => wire.Dispose();

    /// <summary>Reads it; false if the engine has no reader for what was asked.</summary>
    public Task<bool> CheckAsync() => item.Host == "graph.microsoft.com" ? GraphAsync()
        : item.Status >= 400 ? ErrorAsync() : (item.Method, Kind()) switch
        {
            ("GET", "subscriptions") => SubscriptionsAsync(),
            ("GET", "virtualNetworks") => NetworksAsync(),
            ("GET", "virtualNetworkPeerings") => HalvesAsync(),
            ("GET", "permissions") => PermissionsAsync(),
            ("GET", "roleDefinitions") => RolesAsync(),
            ("PUT", "roleDefinitions") => RoleAsync(),
            ("DELETE", "roleDefinitions") => DeletedRoleAsync(),
            ("GET" or "PUT", "roleAssignments") => AssignmentsAsync(),
            ("DELETE", "roleAssignments") => UnassignedAsync(),
            _ => AnswerAsync(),
        };

    /// <summary>The last of the path's words that names a kind of thing.</summary>
    private string Kind() => item.Path.Split('/').Last(word => word is "subscriptions" or "virtualNetworks"
        or "virtualNetworkPeerings" or "permissions" or "roleDefinitions" or "roleAssignments" or "resourceGroups"
        or "operations" or "operationResults" or "resourcegroups" or "connections");

    private JsonNode[] Items() => Body!["value"] is JsonArray all ? [.. all.Select(one => one!)] : [Body];

    private string Scope() => item.Path[..item.Path.LastIndexOf("/providers/", StringComparison.Ordinal)];

    private async Task<bool> ErrorAsync()
    {
        var answer = await Arm.SendAsync(new RequestMethod(item.Method), "/" + item.Target.TrimStart('/'));
        var error = Body!["error"] ?? Body;
        Assert.Equal((item.Status, error["code"]!.ToString(), error["message"]!.ToString()),
            (answer.Status, answer.Code, answer.Refusal?.Message));
        Assert.Equal(Busy.Contains(answer.Code), answer.IsBusy);
        Assert.Equal(item.Status == 404, answer.IsAbsent);
        if (answer.Code == "AuthorizationFailed")
            Assert.Equal("Microsoft.Authorization/roleAssignments/write", answer.ActionDenied);
        Assert.NotEmpty(answer.ToError("/s").RecommendedAction);
        return true;
    }

    private async Task<bool> AnswerAsync()
    {
        var answer = await Arm.SendAsync(new RequestMethod(item.Method), item.Target);
        Assert.Equal(Operation(), answer.Operation?.OriginalString);
        Assert.Null(answer.ForeignOperation);
        Assert.Equal(
            item.Headers.TryGetValue("retry-after", out var after) ? after : null,
            answer.RetryAfter?.TotalSeconds.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
        if (Body?["status"]?.ToString() == "Failed")
            Assert.Equal(Body["error"]!["code"]!.ToString(), answer.AsFailure().Code);
        return Operation() is not null || Body?["status"] is not null;
    }

    private string? Operation() => item.Headers.GetValueOrDefault("azure-asyncoperation");

    private async Task<bool> SubscriptionsAsync()
    {
        var subscriptions = await ArmSubscriptions.ListAsync(wire, EveryClient.Tokens(wire), null, default);
        Assert.Equal(
            Items().Select(one => ($"{one["subscriptionId"]}", $"{one["displayName"]}", $"{one["tenantId"]}")),
            subscriptions.Select(one => (one.Id, one.Name, one.TenantId)));
        return true;
    }

    private async Task<bool> NetworksAsync()
    {
        var networks = new ArmNetworks(Arm);
        var vnets = Body!["value"] is null
            ? [(await networks.GetAsync(VNetId.Parse(item.Path), default))!]
            : await networks.ListAsync(item.Path.Split('/')[2], default);
        Assert.Equal(
            Items().Select(one => $"{one["id"]} {one["location"]} {Ranges(one["properties"]!["addressSpace"])} "
                + string.Join(';', one["properties"]!["virtualNetworkPeerings"]!.AsArray().Select(it => Half(it!)))),
            vnets.Select(one => $"{one.VNetId} {one.Location} {string.Join(',', one.AddressPrefixes)} "
                + string.Join(';', one.Peerings.Select(Half))));
        return true;
    }

    private async Task<bool> HalvesAsync()
    {
        var answer = await Arm.SendAsync(RequestMethod.Get, item.Target);
        var halves = Body!["value"] is null ? [ArmLinks.Read(answer.Body)]
            : answer.RequireList("/s").Select(ArmLinks.Read).ToArray();
        Assert.Equal(Items().Select(Half), halves.Select(Half));
        return true;
    }

    private static string Half(JsonNode half) => $"{half["name"]} {half["properties"]!["remoteVirtualNetwork"]!["id"]} "
        + $"{half["properties"]!["peeringState"]} {half["properties"]!["peeringSyncLevel"]} "
        + Ranges(half["properties"]!["remoteAddressSpace"]);

    private static string Half(AzureVNetPeering half) =>
        $"{half.Name} {half.RemoteVNetId} {half.State} {half.SyncLevel} "
        + $"{string.Join(',', half.RemoteAddressPrefixes)}";

    private static string Ranges(JsonNode? space) => string.Join(
        ',', AddressRange.Canonical([.. (space?["addressPrefixes"]?.AsArray() ?? []).Select(one => $"{one}")]));

    private async Task<bool> PermissionsAsync()
    {
        var permissions = await new ArmRoles(Arm).PermissionsAsync(Scope(), default);
        Assert.Equal(Items().Length, permissions!.Count);
        Assert.True(permissions[0].Allows("Microsoft.Network/virtualNetworks/peer/action"));
        return true;
    }

    private async Task<bool> RolesAsync()
    {
        foreach (var one in Items())
        {
            var name = one["properties"]!["roleName"]!.ToString();
            var role = await new ArmRoles(Arm).FindAsync(Scope(), name.ToUpperInvariant(), default);
            Assert.Equal((one["id"]!.ToString(), name), (role!.Id, role.Name));
            Assert.True(role.Allows(one["properties"]!["permissions"]![0]!["actions"]!.AsArray()
                .Select(action => action!.ToString()).Where(action => !action.Contains('*')).ToArray()));
        }

        return await new ArmRoles(Arm).FindAsync(Scope(), "no such role", default) is null;
    }

    private async Task<bool> RoleAsync()
    {
        var answer = await new ArmRoles(Arm).PutAsync("s", item.Path, "n", "d", ["a"], default);
        var role = ArmRoles.ReadRole(answer.Require("/s").Body);
        Assert.Equal((201, $"{Body!["id"]}", $"{Body["properties"]!["roleName"]}"),
            (answer.Status, role!.Id, role.Name));
        return true;
    }

    private async Task<bool> DeletedRoleAsync() =>
        (await new ArmRoles(Arm).DeleteAsync(item.Path, default)).Require("/s").Succeeded;

    private async Task<bool> AssignmentsAsync()
    {
        var roles = new ArmRoles(Arm);
        var creation = item.Method == "PUT" ? await roles.AssignAsync("/s", "g", "r", "p", "d", default) : null;
        var assignments = creation is not null ? [ArmRoles.ReadAssignment(creation.Require("/s").Body)!]
            : Body!["value"] is null
                ? [ArmRoles.ReadAssignment((await Arm.SendAsync(RequestMethod.Get, item.Target)).Body)!]
                : await roles.ListAssignmentsAsync(Scope(), null, default);
        Assert.Equal(
            Items().Select(one => $"{one["id"]} {one["properties"]!["scope"]} {one["properties"]!["roleDefinitionId"]} "
                + $"{one["properties"]!["principalId"]} {one["properties"]!["description"]}"),
            assignments.Select(one =>
                $"{one.Id} {one.Scope} {one.RoleId} {one.PrincipalId} {one.Description}"));
        Assert.All(assignments, one => Assert.NotNull(one.Created));
        return true;
    }

    private async Task<bool> UnassignedAsync()
    {
        await new ArmRoles(Arm).UnassignAsync(item.Path, default);
        return true;
    }

    private async Task<bool> GraphAsync()
    {
        using var graph = new GraphEntraApi(wire, EveryClient.Tokens(wire), null);
        var words = item.Path.Split('/');
        var isApp = words[2] == "applications";
        var first = Body?["value"] is JsonArray list ? list.FirstOrDefault() : Body;
        var noKey = new EntraCredential(Guid.NewGuid().ToString(), "", null, IsKey: true);
        switch (item.Method, words[^1])
        {
            case ("GET", _) when item.Status >= 400:
                var error = await Assert.ThrowsAsync<EntraException>(() => words.Length == 3
                    ? graph.FindPrincipalAsync("a", default) : graph.RemoveCredentialAsync(words[3], noKey, default));
                Assert.Equal((item.Status, $"{Body!["error"]!["code"]}", $"{Body["error"]!["message"]}"),
                    (error.Status, error.Code, error.Refusal.Message));
                Assert.Equal(item.Status == 404, error.IsReplicationLag);
                return true;
            case ("GET", "applications"):
                var app = await graph.GetAppAsync($"{first?["appId"]}", default);
                Assert.Equal(($"{first?["id"]}", $"{first?["displayName"]}", $"{first?["signInAudience"]}"),
                    (app?.ObjectId ?? "", app?.Name ?? "", app?.Audience ?? ""));
                Assert.Equal(Keys(first).Order(), (app?.Credentials ?? []).Select(one => one.KeyId).Order());
                return true;
            case ("GET", "servicePrincipals"):
                var principal = await graph.FindPrincipalAsync($"{first?["appId"]}", default);
                Assert.Equal(($"{first?["id"]}", $"{first?["appOwnerOrganizationId"]}"),
                    (principal?.ObjectId ?? "", principal?.HomeTenantId ?? ""));
                return true;
            case ("GET", _) when isApp:
                // Of a single application the keys are read, and written back as a whole.
                return await graph.RemoveCredentialAsync(words[3], noKey, default);
            case ("POST", "applications"):
                Assert.Equal($"{Body!["appId"]}", (await graph.CreateAppAsync("n", "k", ["t"], default))?.AppId);
                return true;
            case ("POST", "servicePrincipals" or "serviceprincipals"):
                Assert.Equal($"{Body!["id"]}", (await graph.CreatePrincipalAsync("a", "t", default)).ObjectId);
                return true;
            case ("POST", "addPassword"):
                var (id, secret) = await graph.AddSecretAsync(words[3], "n", wire.Clock.Now, default);
                Assert.Equal(($"{Body!["keyId"]}", $"{Body["secretText"]}"), (id, secret.Reveal()));
                return true;
            case ("POST", "removePassword"):
                return await graph.RemoveCredentialAsync(words[3], noKey with { IsKey = false }, default);
            case ("PATCH", _):
                return await graph.CreateAppAsync("n", "k", ["t"], default) is null;
            case ("DELETE", _):
                await (isApp
                    ? graph.DeleteAppAsync(words[^1], default) : graph.DeletePrincipalAsync(words[^1], default));
                return true;
            default:
                return false;
        }
    }

    private static IEnumerable<string> Keys(JsonNode? app) => new[] { "passwordCredentials", "keyCredentials" }
        .SelectMany(name => app?[name]?.AsArray() ?? []).Select(one => $"{one!["keyId"]}");
}

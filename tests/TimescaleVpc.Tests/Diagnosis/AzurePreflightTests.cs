using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What Test-VpcPeering says before a peering with a VNet is made.</summary>
public sealed class AzurePreflightTests
{
    private const string Group = "Network-RG";

    [Fact]
    public async Task What_would_stop_the_pipeline_is_found_before_it_runs()
    {
        var walk = await Walk.StartAsync();
        var vnets = await walk.RunAsync<AzureVNet>(new GetVNetRequest(), null, (object?)null);
        var vnet = vnets.Single(item => item.Name == "Prod-VNet" && item.ResourceGroupName == Group).VNetId;
        var subscription = vnet[..vnet.IndexOf("/resourceGroups", StringComparison.Ordinal)];
        var tenant = walk.World.SignIn.TenantId;
        walk.World.Change("AddNetworkInterface", $"{vnet} name=app-nic;address=10.1.0.9");
        var nic = walk.World.Inventory().Single(item => item.Name == "app-nic").Id;
        (string Change, string Target, string Undo, string UndoTarget, string Expected)[] rows =
        [
            ("AddSecurityRule", $"{vnet} name=cut;destination=10.200.0.0/24", "RemoveSecurityRule", "cut", "NsgDenies"),
            ("AddSecurityRule", $"{nic} name=cut;source=10.1.0.9", "RemoveSecurityRule", "cut", "NsgDenies"),
            ("AddUserRoute", $"{vnet} name=drop;prefix=10.200.0.0/24", "RemoveUserRoute", "drop", "UserRouteDiverts"),
            ("AddLock:ReadOnly", subscription, "RemoveLock", subscription, "LockStopsSteps"),
            ("AddLock:CanNotDelete", vnet, "RemoveLock", vnet, "LockInPlace"),
            ("AddDenyAssignment", vnet, "RemoveDenyAssignment", vnet, "DenyAssignmentStops"),
            ("AddAppPolicy:passwordAddition", tenant, "RemoveAppPolicy", tenant, "SecretsForbidden"),
            ("AddAppPolicy:passwordLifetime", $"{tenant} PT1M", "RemoveAppPolicy", tenant, "SecretsForbidden"),
        ];
        Assert.Empty(await FindAsync(walk));
        foreach (var (change, target, undo, undoTarget, expected) in rows)
        {
            walk.World.Change(change, target);
            Assert.Equal(expected, Assert.Single(await FindAsync(walk)).Id);
            walk.World.Change(undo, undoTarget);
        }

        Assert.Empty(await FindAsync(walk));
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task All_missing_rights_are_named_with_the_scope_and_whose_the_others_are()
    {
        var admin = await Walk.StartAsync();
        var walk = await admin.AgainAsync("reader");
        var findings = await FindAsync(walk);
        var rights = findings.Where(finding => finding.Id == "AzureRightsMissing").ToArray();
        Assert.Equal(["roleDefinitions/write", "roleAssignments/write"], rights.Select(finding =>
            finding.Cause.Contains("roleDefinitions/write", StringComparison.Ordinal)
                ? "roleDefinitions/write" : "roleAssignments/write"));
        Assert.All(rights, finding => Assert.Contains("Application Administrator", finding.Remedy,
            StringComparison.Ordinal));
        // The token of the sign-in names no role that could do what the directory is to do.
        var role = Assert.Single(findings, finding => finding.Id == "DirectoryRoleMissing");
        Assert.Equal(("Warning", "Identity team"), (role.Severity, role.Turn));
        findings = [.. findings.Where(finding => finding.Id != role.Id)];
        // What a reader may not see is said, and nothing is taken for fine.
        Assert.All(findings.Except(rights), finding => Assert.Equal("NotRead", finding.Id));
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task An_owner_without_a_directory_role_is_told_whose_turn_it_is()
    {
        var admin = await Walk.StartAsync();
        var finding = Assert.Single(await FindAsync(await admin.AgainAsync("netadmin")),
            finding => finding.Severity != "Unknown");
        Assert.Equal(("DirectoryRoleMissing", "Identity team"), (finding.Id, finding.Turn));
    }

    [Theory]
    [InlineData("allowGatewayTransit")]
    [InlineData("useRemoteGateways")]
    public async Task A_hub_or_spoke_is_told_that_peering_is_not_transitive(string flag)
    {
        var walk = await Walk.StartAsync();
        var names = Walk.Names("timescale-azure-switzerland-north", "Hub-VNet");
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, names));
        var half = walk.World.Inventory().First(item => item.Kind == "Arm.Peering"
            && item.Id.Contains("/Hub-VNet/", StringComparison.OrdinalIgnoreCase));
        walk.World.Change($"SetLinkFlag:{flag}", $"{half.Id} true");

        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, names));
        Assert.Equal(("PeeringNotTransitive", "Notice"), (finding.Id, finding.Severity));
        Assert.Contains(flag, finding.Cause, StringComparison.Ordinal);
    }

    /// <summary>What the token does not tell is not known, and no finding.</summary>
    [Theory]
    [InlineData("opaque", null)]
    [InlineData("a.b.c", null)]
    [InlineData("a.e30.c", null)]
    [InlineData("a.eyJ3aWRzIjpbXX0.c", 0)]
    [InlineData("a.eyJ3aWRzIjpbIngiXX0.c", 1)]
    public void Directory_roles_are_read_from_a_token_that_names_them(string token, int? count) =>
        Assert.Equal(count, TokenClaims.DirectoryRoles(token)?.Count);

    [Fact]
    public async Task A_policy_that_forbids_secrets_names_the_pipeline_with_a_certificate()
    {
        var walk = await Walk.StartAsync();
        walk.World.Change("AddAppPolicy:passwordAddition", walk.World.SignIn.TenantId);
        var finding = Assert.Single(await FindAsync(walk));
        Assert.EndsWith("| Approve-VpcPeering -UseCertificate | Wait-VpcPeering", finding.Command,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_VPC_of_Timescale_Cloud_has_only_Private_Link_on_Azure()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        foreach (var network in new[] { "Prod-VNet", "/subscriptions/a/resourceGroups/b/c" })
        {
            var names = new PeeringRef(null, new VpcRef(null, vpc.VpcId), new VNetRef(null, network));
            var error = await walk.FailsAsync("CloudHasPrivateLinkOnly", new TestPeeringRequest(), names);
            Assert.Contains("private endpoint", error.RecommendedAction, StringComparison.Ordinal);
        }

        await walk.FailsAsync("CloudHasPrivateLinkOnly", Walk.GrantRequest, Walk.Pair(vpc: vpc.VpcId));
    }

    private static Task<PeeringFinding[]> FindAsync(Walk walk) => walk.RunAsync<PeeringFinding>(
        new TestPeeringRequest(), null,
        new PeeringRef(
            null, new VpcRef(null, Walk.West), new VNetRef(null, "Prod-VNet") { ResourceGroupName = Group }));
}

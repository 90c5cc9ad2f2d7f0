using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>Breaks of a peering with a VNet: each is found by its own finding first.</summary>
public sealed class AzureBreakTests
{
    private static readonly Break[] Breaks =
    [
        new("link deleted", (walk, peering) => walk.World.Change("DeleteLink", Link(peering)), "LinkMissing"),
        new("platform's link deleted", At("DeletePlatformHalf"), "LinkDisconnected"),
        new("rejected", At("PlatformRejects"), "PeeringRejected"),
        new("invalid", At("SetPeeringState:INVALID_SPECIFICATION"), "PeeringInvalid"),
        new("error of the platform", At("SetPeeringState:ERROR"), "PeeringErrored"),
        new("noticed as deleted", At("SetPeeringState:DELETED_BY_PEER"), "PeeringDeletedByPeer"),
        new("back at work", At("SetPeeringState:APPROVED"), "PeeringInProgress") { StaysAsItIs = true },
        new("not seen", At("SetPeeringState:PENDING_PEER"), "LinkNotSeen"),
        new("application deleted", Break.Of("DeleteApplication", peering => peering.AppId!), "AppMissing"),
        new("principal deleted", Break.Of("DeleteServicePrincipal", peering => peering.AppId!), "PrincipalMissing"),
        new("platform's principal deleted", Break.Of("DeleteServicePrincipal", peering => peering.PlatformAppId!),
            "PlatformPrincipalMissing"),
        new("role unassigned", (walk, peering) => Unassign(walk, peering.ServicePrincipalId!), "RoleUnassigned"),
        new("platform's role unassigned", (walk, peering) => Unassign(walk, peering.PlatformServicePrincipalId!),
            "PlatformRoleUnassigned"),
        new("role deleted", Break.Of("DeleteRoleDefinition", peering => peering.OwnRoleId!), "RoleUnassigned"),
        new("secret added", Break.Of("AddSecret", peering => peering.AppId!), "CredentialForeign", IsMended: false),
        new("role assigned wider", (walk, peering) => walk.World.Change(
            "WidenAssignment", Assignment(walk, peering.ServicePrincipalId!)), "RoleAssignedWider", IsMended: false),
        new("right taken out of the role", Break.Of(
            "DropAzureAction:Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write",
            peering => peering.OwnRoleId!), "RoleUnassigned"),
        new("right taken out of the platform's role", Break.Of(
            "DropAzureAction:Microsoft.Network/virtualNetworks/peer/action", peering => peering.PlatformRoleId!),
            "PlatformRoleUnassigned"),
        new("outbound denied", OnVNet("AddSecurityRule", peering => $"destination={peering.VpcCidr}"), "NsgDenies",
            IsMended: false),
        new("port denied",
            OnVNet("AddSecurityRule", peering => $"destination={peering.VpcCidr};port=5432;protocol=Tcp"), "NsgDenies",
            IsMended: false),
        new("outbound of an interface denied", (walk, peering) => walk.World.Change(
            "AddSecurityRule", $"{AddInterface(walk, peering)} destination={peering.VpcCidr}"), "NsgDenies",
            IsMended: false),
        new("user route to nowhere", OnVNet("AddUserRoute", peering => $"prefix={peering.VpcCidr}"), "UserRouteDiverts",
            IsMended: false),
        new("user route to an appliance", OnVNet("AddUserRoute", _ => "prefix=10.200.0.0/25;address=10.1.0.4"),
            "UserRouteDiverts", IsMended: false),
        new("link blocked", OnVNet("SetLinkFlag:allowVirtualNetworkAccess", _ => "false"), "LinkBlocksTraffic"),
        new("gateways of the platform used", OnVNet("SetLinkFlag:useRemoteGateways", _ => "true"), "LinkUsesGateways",
            IsMended: false),
        new("VNet grew", OnVNet("AddVNetRange", _ => "10.77.0.0/16"), "LinkOutOfSync"),
        new("VNet grew over a neighbour of its own", (walk, peering) =>
        {
            walk.World.Change("AddPeerings", $"{peering.VNetId} 1");
            walk.World.Change("AddVNetRange", $"{peering.VNetId} 100.64.16.0/24");
        }, "LinkOutOfSync"),
        new("VNet grew over the Timescale VPC", OnVNet("AddVNetRange", _ => "10.200.0.128/25"), "RangeOverlaps",
            IsMended: false),
        new("platform's network grew over the VNet",
            Break.Of("AddPlatformRange", peering => $"{peering.VpcId} 10.1.4.0/24"), "RangeOverlaps", IsMended: false),
        new("platform's network grew over a neighbour of the VNet", (walk, peering) =>
        {
            walk.World.Change("AddPeerings", $"{peering.VNetId} 1");
            walk.World.Change("AddPlatformRange", $"{peering.VpcId} 100.64.16.0/24");
        }, "RangeOverlaps", IsMended: false),
        new("lock on the VNet", At("AddLock:CanNotDelete"), "LockInPlace", IsMended: false),
        new("lock on the subscription", Break.Of(
                "AddLock:ReadOnly", peering => $"/subscriptions/{peering.SubscriptionId}"),
            "LockInPlace", IsMended: false),
        new("deny assignment", At("AddDenyAssignment"), "DenyAssignmentStops", IsMended: false),
        new("VNet deleted", At("DeleteVNet"), "VNetMissing", IsMended: false),
    ];

    public static TheoryData<int, string> All() => Break.Rows(Breaks);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_break_is_found_and_mended(int index, string name)
    {
        Assert.NotEmpty(name);
        var walk = await Walk.StartAsync();
        await Breaks[index].PlayAsync(walk, await walk.PeerAsync());
    }

    /// <summary>What the repair of a peering uses again would be deleted beside it.</summary>
    [Fact]
    public async Task The_role_of_a_peering_that_lost_its_assignment_is_no_leftover()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Unassign(walk, peering.ServicePrincipalId!);
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null));
        Assert.Equal(("RoleUnassigned", $"{peering.CloudName} - Network-RG/Prod-VNet"), (finding.Id, finding.Subject));
        Assert.Contains("-VNet Network-RG/Prod-VNet ", finding.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_declined_is_not_mended_though_the_platform_has_noticed_meanwhile()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeleteLink", Link(peering));
        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        var repair = Assert.Single(await walk.RunAsync<PeeringRepair>(
            new RepairPeeringRequest(), new Collector { Confirm = _ => false }, [.. findings]));
        Assert.Equal("LinkMissing", Assert.Single(findings).Id);
        Assert.Equal("PeeringDeletedByPeer", Assert.Single(repair.Left).Id);
        Assert.Empty(repair.Mended);
        Assert.Empty(repair.Changes);
    }

    private static Action<Walk, VpcPeering> At(string change) => Break.Of(change, peering => peering.VNetId!);

    private static Action<Walk, VpcPeering> OnVNet(string change, Func<VpcPeering, string> words) =>
        Break.Of(change, peering => $"{peering.VNetId} {words(peering)}");

    private static string Link(VpcPeering peering) => $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}";

    /// <summary>A group on one interface is found with both names, where it stops this interface.</summary>
    [Fact]
    public async Task An_interface_s_own_group_is_found_where_it_stops_the_interface()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var nic = AddInterface(walk, peering);
        var (world, request) = (walk.World, new TestPeeringRequest());
        world.Change("AddSecurityRule", $"{nic} name=spared;destination=Internet");
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.DoesNotContain(world.Requests, one => one.Kind == "Arm.ListNetworkInterfaces");

        world.Change("AddSecurityRule", $"{nic} name=other;source=10.1.0.8;destination={peering.VpcCidr}");
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Single(world.Requests, one => one.Kind == "Arm.ListNetworkInterfaces");

        world.Change("AddSecurityRule", $"{nic} name=cut;source=10.1.0.9;destination={peering.VpcCidr}");
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Equal(("NsgDenies", "Warning"), (finding.Id, finding.Severity));
        Assert.Contains("The rule cut of the network security group nsg-app-nic blocks TCP to 10.200.0.0/24",
            finding.Cause, StringComparison.Ordinal);
        Assert.EndsWith("from: network interface app-nic (10.1.0.9).", finding.Cause, StringComparison.Ordinal);
        Assert.Equal(["the network security groups", "the network interfaces"],
            finding.Evidence.Select(item => item.What));

        world.AddFault(new SandboxFault
        {
            Kind = "Arm.ListNetworkInterfaces", Status = 403, Code = "AuthorizationFailed", Times = 9,
        });
        var unknownFinding = Assert.Single(await walk.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Equal(("NotRead", "Unknown"), (unknownFinding.Id, unknownFinding.Severity));
        Assert.Contains("the network interfaces could not be read", unknownFinding.Cause, StringComparison.Ordinal);
        world.ClearFaults();
        world.Change("RemoveNetworkInterface", nic);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
    }

    private static string AddInterface(Walk walk, VpcPeering peering)
    {
        walk.World.Change("AddNetworkInterface", $"{peering.VNetId} name=app-nic;address=10.1.0.9");
        return walk.World.Inventory().Single(item => item.Name == "app-nic").Id;
    }

    private static void Unassign(Walk walk, string principal) =>
        walk.World.Change("DeleteRoleAssignment", Assignment(walk, principal));

    private static string Assignment(Walk walk, string principal) => walk.World.Inventory().First(item =>
        item.Kind.EndsWith("RoleAssignment", StringComparison.Ordinal)
        && item.Properties.Contains(principal, StringComparison.OrdinalIgnoreCase)).Id;
}

using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What people do around a link that works is no finding.</summary>
public sealed class AzureHealthTests
{
    [Fact]
    public async Task What_stands_around_a_link_that_works_is_no_finding()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var (vnet, world) = (peering.VNetId, walk.World);
        world.Change("AddUserRoute", $"{vnet} prefix=0.0.0.0/0;address=10.1.0.4");
        world.Change("AddUserRoute", $"{vnet} prefix=10.0.0.0/8;address=10.1.0.4");
        world.Change("AddUserRoute", $"{vnet} prefix=10.201.0.0/24");
        world.Change("AddSecurityRule", $"{vnet} destination=Internet");
        world.Change("AddSecurityRule", $"{vnet} destination={peering.VpcCidr};direction=Inbound");
        world.Change("AddSecurityRule", $"{vnet} destination={peering.VpcCidr};port=80,443;protocol=Tcp");
        foreach (var (place, group) in new[] { (vnet!, "app"), (Other(vnet!), "other") })
            world.Change("AddNetworkInterface", $"{place} name={group}-nic");
        var nics = world.Inventory().Where(item => item.Kind == "Arm.NetworkInterface").ToDictionary(it => it.Name);
        world.Change("AddSecurityRule", $"{nics["app-nic"].Id} destination=Internet");
        world.Change("AddSecurityRule", $"{nics["other-nic"].Id}");
        world.Change("SetLinkFlag:allowForwardedTraffic", $"{vnet} true");
        world.Change("SetLinkFlag:allowGatewayTransit", $"{vnet} true");
        var other = Other(vnet!);
        world.Change("AddLock:ReadOnly", other);
        world.Change("AddDenyAssignment", other);
        world.Change("AddAppPolicy:passwordAddition", world.SignIn.TenantId);
        Assert.Empty(await FindAsync(walk, peering));

        static string Other(string id) => id.Replace("Network-RG", "Other-RG", StringComparison.Ordinal);
    }

    /// <summary>
    /// The flags of our half are what the user wants. Those of the other half cannot be read in this tenant, and
    /// nothing is said of them; only the attempt to reach a service tells.
    /// </summary>
    [Fact]
    public async Task Flags_that_differ_between_the_halves_are_shown_and_no_finding()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        var world = walk.World;
        world.Clock.Advance(world.Settings.DnsDelay);
        var otherHalf = world.Inventory().Single(item => item.Kind == "Arm.Peering"
            && item.Id.Contains($"/{WellKnown.PlatformSubscription}/", StringComparison.OrdinalIgnoreCase)).Id;
        string[] flags =
            ["allowForwardedTraffic", "allowGatewayTransit", "useRemoteGateways", "allowVirtualNetworkAccess"];
        var before = world.Requests.Length;
        foreach (var flag in flags) world.Change($"SetLinkFlag:{flag}", $"{otherHalf} {flag != flags[3]}");
        Assert.Empty(await FindAsync(walk, peering));
        foreach (var flag in flags[..2]) world.Change($"SetLinkFlag:{flag}", $"{peering.VNetId} true");
        Assert.Empty(await FindAsync(walk, peering));
        var record = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), Walk.Names());
        Assert.Equal((true, true), (record.AllowsForwardedTraffic, record.AllowsGatewayTransit));
        Assert.DoesNotContain(world.Requests.Skip(before), request =>
            request.Path.Contains(WellKnown.PlatformSubscription, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(
            "Timescale's side cannot be read", FindingCatalogue.PortNotReached.Remedy, StringComparison.Ordinal);
    }

    private static Task<PeeringFinding[]> FindAsync(Walk walk, VpcPeering? peering) =>
        walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)peering);
}

using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What people do around a link that works is no finding; and what one look costs.</summary>
public sealed class AzureHealthTests(ITestOutputHelper output)
{
    /// <summary>What one peering may cost, and each further one.</summary>
    private const int MostReads = 45, MostReadsMore = 4;

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
        world.Change("SetLinkFlag:allowForwardedTraffic", $"{vnet} true");
        world.Change("SetLinkFlag:allowGatewayTransit", $"{vnet} true");
        var other = vnet!.Replace("Network-RG", "Other-RG", StringComparison.Ordinal);
        world.Change("AddLock:ReadOnly", other);
        world.Change("AddDenyAssignment", other);
        world.Change("AddAppPolicy:passwordAddition", world.SignIn.TenantId);
        Assert.Empty(await FindAsync(walk, peering));
    }

    [Fact]
    public async Task A_healthy_peering_takes_few_reads_and_each_further_one_few_more()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("AddUserRoute", $"{peering.VNetId} prefix=0.0.0.0/0;address=10.1.0.4");
        walk.World.Change("AddSecurityRule", $"{peering.VNetId} destination=Internet");
        var one = await CountAsync(walk, peering);
        output.WriteLine(string.Join(", ", one));
        Assert.InRange(one.Length, 1, MostReads);

        var project = await CountAsync(walk, null);
        var grant = await walk.OneAsync<AzurePeerGrant>(
            Walk.GrantRequest with { ResourceGroupName = "Other-RG" }, Walk.Pair());
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        var both = await CountAsync(walk, null);
        output.WriteLine($"{one.Length}, project {project.Length}, with one more {both.Length}");
        Assert.True(both.Length - project.Length <= MostReadsMore, string.Join(", ", both));
    }

    private static async Task<string[]> CountAsync(Walk walk, VpcPeering? peering)
    {
        var before = walk.World.Requests.Length;
        Assert.Empty(await FindAsync(walk, peering));
        return [.. walk.World.Requests.Skip(before).Select(request => request.Kind)];
    }

    private static Task<PeeringFinding[]> FindAsync(Walk walk, VpcPeering? peering) =>
        walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)peering);
}

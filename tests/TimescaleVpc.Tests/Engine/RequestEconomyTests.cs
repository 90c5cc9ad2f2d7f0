using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Stages;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// What is known is not asked for again, and what does not depend on each other is asked side by side.
/// </summary>
public sealed class RequestEconomyTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_grant_asks_for_each_token_once_and_the_other_platform_for_nothing()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(new GetVpcRequest { CloudName = Walk.West }, null);
        var before = walk.World.Requests.Length;

        await walk.OneAsync<AzurePeerGrant>(
            Walk.GrantRequest, new PeerPair(new VpcRef(vpc, null), new VNetRef(null, "Prod-VNet")));

        var kinds = walk.World.Requests.Skip(before).Select(request => request.Kind).ToArray();
        Assert.Equal(2, kinds.Count(kind => kind == "Entra.Token"));
        Assert.DoesNotContain(kinds, kind => kind.StartsWith("Cloud.", StringComparison.Ordinal));
        Assert.Equal(kinds.Where(kind => kind.StartsWith("Mst.", StringComparison.Ordinal)).Distinct(),
            kinds.Where(kind => kind.StartsWith("Mst.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Both_platforms_are_listed_in_the_time_of_one()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.Latency["*"] = TimeSpan.FromSeconds(1);
        var before = walk.World.Clock.UtcNow;

        await walk.OneAsync<Vpc>(new GetVpcRequest { CloudName = Walk.West }, null);

        Assert.Equal(TimeSpan.FromSeconds(1), walk.World.Clock.UtcNow - before);
    }

    [Fact]
    public async Task More_VNets_take_no_more_time_than_one()
    {
        string[] one = ["Network-RG/Prod-VNet"], two = ["Network-RG/Prod-VNet", "Other-RG/Prod-VNet"];

        // The one that is second at a lock finds what the first has read, and who comes during a look waits for the
        // next one: that is a request later each, and no more.
        Assert.Equal(await TimeAsync(one) + (2 * Latency), await TimeAsync(two));

        static async Task<TimeSpan> TimeAsync(string[] networks)
        {
            var walk = await Walk.StartAsync();
            walk.World.Settings.Latency["*"] = Latency;
            var start = walk.World.Clock.UtcNow;
            var grants = await walk.RunAsync<AzurePeerGrant>(
                new GrantPeerRoleRequest(), null, [.. networks.Select(name => Walk.Pair(vnet: name))]);
            var addedPeerings = await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, [.. grants]);
            var approvedPeerings = await walk.RunAsync<VpcPeering>(
                new ApprovePeeringRequest(), null, [.. addedPeerings]);
            var active = await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, [.. approvedPeerings]);
            Assert.All(active, peering => Assert.Equal("ACTIVE", peering.State));
            Assert.Equal(networks.Length, active.Length);
            return walk.World.Clock.UtcNow - start;
        }
    }

    /// <summary>docs/performance.md has the reason of each of these.</summary>
    [Fact]
    public async Task The_AWS_pipeline_reads_nothing_twice()
    {
        var walk = await Walk.StartAsync();
        var settings = walk.World.Settings;
        settings.CloudVpcReady = settings.CloudPeeringRequest = settings.CloudBusy = settings.CloudStaleState
            = settings.AwsProvisioning = settings.AwsPeeringVisibility = settings.AwsReplication = TimeSpan.Zero;
        settings.CloudPoll = TimeSpan.FromSeconds(1);
        var before = walk.World.Requests.Length;

        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        Assert.Equal(
            ["Cloud.ListVpcs", "Cloud.CreateVpc", "Cloud.ListVpcs", "Cloud.ListPeerings"], Kinds());
        var peering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));
        Assert.Equal(
            [
                "Cloud.ListVpcs", "Sts.GetCallerIdentity", "Ec2.DescribeVpcs", "Cloud.ListPeerings",
                "Cloud.CreatePeering", "Cloud.ListPeerings", "Ec2.DescribeVpcPeeringConnections",
            ],
            Kinds());
        peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), peering);
        Assert.Equal(
            [
                "Cloud.ListPeerings", "Ec2.DescribeVpcPeeringConnections", "Cloud.ListVpcs", "Ec2.DescribeRouteTables",
                "Ec2.DescribeSubnets", "Ec2.AcceptVpcPeeringConnection", "Ec2.DescribeVpcPeeringConnections",
                "Ec2.CreateTags", "Ec2.CreateRoute", "Ec2.CreateRoute", "Ec2.CreateRoute", "Ec2.DescribeRouteTables",
            ],
            Kinds());
        peering = await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), peering);
        Assert.Equal(
            [
                "Ec2.DescribeSecurityGroups", "Ec2.CreateSecurityGroup", "Ec2.DescribeSecurityGroups",
                "Ec2.RevokeSecurityGroupEgress", "Ec2.AuthorizeSecurityGroupEgress",
            ],
            Kinds());
        walk.World.Clock.Advance(settings.CloudPoll);
        peering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), peering);
        Assert.Equal(["Cloud.ListPeerings", "Ec2.DescribeVpcPeeringConnections"], Kinds());
        Assert.Equal("ACTIVE", peering.State);

        string[] Kinds()
        {
            var kinds = walk.World.Requests.Skip(before).Select(request => request.Kind).ToArray();
            before += kinds.Length;
            return kinds;
        }
    }

    [Fact]
    public async Task Warming_up_needs_no_network_and_no_mending()
    {
        await ConnectWarmUp.UseAsync();
        await AzureWarmUp.UseAsync();
        await AwsWarmUp.UseAsync();
    }
}

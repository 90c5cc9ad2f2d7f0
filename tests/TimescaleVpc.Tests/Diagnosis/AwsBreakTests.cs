using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>Breaks of a peering with an AWS VPC: each is found by its own finding first.</summary>
public sealed class AwsBreakTests
{
    private static readonly Break[] Breaks =
    [
        new("connection deleted", Break.Of("DeletePeering", Connection), "ConnectionGone"),
        new("connection deleted by the platform", Break.Of("DeletePeeringByPlatform", Connection), "ConnectionGone"),
        new("route deleted",
            Break.Of("DeleteRoute", peering => $"{peering.RouteTableIds[0]} {peering.VpcCidr}"), "RouteGone"),
        new("routes deleted", Break.Of("DeleteRoute", Connection), "RouteGone"),
        new("more specific route",
            Break.Of("AddRoute", peering => $"{peering.RouteTableIds[0]} 10.30.0.0/21 nat-0a1b2c3d4e5f60001"),
            "RouteShadowed", IsMended: false),
        new("ACL denies outbound",
            Break.Of("AddNetworkAclEntry", peering => $"{peering.AwsVpcId} 90 egress deny tcp 5432 {peering.VpcCidr}"),
            "AclDenies", IsMended: false),
        new("ACL denies replies",
            Break.Of("AddNetworkAclEntry",
                peering => $"{peering.AwsVpcId} 90 ingress deny tcp 1024-65535 {peering.VpcCidr}"),
            "AclDenies", IsMended: false),
        new("egress rule removed", Break.Of("RemoveEgressRule", peering => peering.SecurityGroupId!), "EgressMissing"),
        new("egress opened wide",
            Break.Of("AddEgressRule", peering => $"{peering.SecurityGroupId} all * 0.0.0.0/0"), "EgressWide"),
        new("resolver off", Break.Of(
                "DisableDnsSupport", peering => peering.AwsVpcId!), "ResolverOff", IsMended: false),
        new("range added", Break.Of("AddVpcCidr", peering => $"{peering.AwsVpcId} 10.52.0.0/16"), "RangesChanged"),
        new("range added, route deleted, egress opened wide", (walk, peering) =>
        {
            walk.World.Change("AddVpcCidr", $"{peering.AwsVpcId} 10.52.0.0/16");
            walk.World.Change("DeleteRoute", $"{peering.RouteTableIds[0]} {peering.VpcCidr}");
            walk.World.Change("AddEgressRule", $"{peering.SecurityGroupId} all * 0.0.0.0/0");
        }, "RangesChanged"),
        new("disabled", Break.Of("SetCloudPeeringStatus:DISABLED", _ => "*"), "PeeringDisabled"),
        new("timed out", Break.Of("SetCloudPeeringStatus:TIMEOUT", _ => "*"), "PeeringExpired"),
        new("platform's half deleted", (walk, peering) =>
        {
            walk.World.Change("DeleteCloudPeering", peering.PeeringId!);
            walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        }, "PeeringMissing"),
    ];

    public static TheoryData<int, string> All() => Break.Rows(Breaks);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_break_is_found_and_mended(int index, string name)
    {
        Assert.NotEmpty(name);
        var walk = await Walk.StartAsync();
        await Breaks[index].PlayAsync(walk, await PeerAsync(walk));
    }

    [Fact]
    public async Task A_healthy_peering_with_egress_has_no_finding()
    {
        var walk = await Walk.StartAsync();
        var peering = await PeerAsync(walk);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering));
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null));
    }

    [Fact]
    public async Task A_table_without_the_route_is_a_notice_where_no_record_says_that_it_had_one()
    {
        var walk = await Walk.StartAsync();
        var peering = await PeerAsync(walk);
        walk.World.Change("DeleteRoute", $"{peering.RouteTableIds[0]} {peering.VpcCidr}");
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null));
        Assert.Equal(("RouteTableLeftOut", "Notice", false), (finding.Id, finding.Severity, finding.CanRepair));
        Assert.Equal(peering.RouteTableIds[0], finding.SubjectId);
        Assert.Empty(await CommandRun.RunAsync(walk, finding.Command!));
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null));
        // A record that was made without this table says that it was left out on purpose.
        walk.World.Change("DeleteRoute", $"{peering.RouteTableIds[0]} {peering.VpcCidr}");
        Assert.Empty(await walk.RunAsync<PeeringFinding>(
            new TestPeeringRequest(), null, peering with { RouteTableIds = peering.RouteTableIds[1..] }));
    }

    private static async Task<VpcPeering> PeerAsync(Walk walk)
    {
        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest(), await AwsGuide.AddedAsync(walk));
        var granted = await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), approvedPeering);
        return await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), granted);
    }

    private static string Connection(VpcPeering peering) => peering.AwsPeeringId!;
}

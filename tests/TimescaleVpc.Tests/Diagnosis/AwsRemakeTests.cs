using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// Repairs that end a connection in AWS before they make the peering anew: theirs goes, and what others have in the
/// same AWS VPC stays.
/// </summary>
public sealed class AwsRemakeTests
{
    private const string Group = "Aws.SecurityGroup";

    private static readonly Break[] Breaks =
    [
        new("platform's half failed, connection stands", BesideOthers(Failed), "PeeringErrored")
        {
            Steps =
            [
                "DeleteRoute", "DeleteAwsPeering", "RemovePeering", "RequestPeering", "AcceptPeering", "CreateRoute",
            ],
        },
        new("platform's half failed, request waits", BesideOthers(Failed), "PeeringErrored")
        {
            // The platform does not name the request then, so it is Timescale's to withdraw.
            Steps = ["RemovePeering", "RequestPeering", "AcceptPeering"],
        },
        new("connection deleted", BesideOthers(Break.Of("DeletePeering", peering => peering.AwsPeeringId!)),
            "ConnectionGone")
        {
            Steps = ["RemovePeering", "RequestPeering", "AcceptPeering"],
        },
        new("request rejected", BesideOthers(Break.Of("DeletePeering", peering => peering.AwsPeeringId!)),
            "RequestNotSeen")
        {
            Steps = ["RemovePeering", "RequestPeering", "AcceptPeering"],
        },
        new("AWS VPC grew", BesideOthers(Break.Of("AddVpcCidr", peering => $"{peering.AwsVpcId} 10.52.0.0/16")),
            "RangesChanged")
        {
            Steps = ["DeleteAwsPeering", "RemovePeering", "RequestPeering", "AcceptPeering"],
        },
    ];

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task The_connection_goes_and_what_others_have_stays(int index, bool isApproved)
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(
            new NewVpcRequest { CloudName = AllScenarios.ManagedAws, Cidr = "10.203.0.0/24" }, null);
        var before = walk.World.Inventory().Where(IsLive).Select(item => item.Id).ToArray();
        var peering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));
        if (isApproved)
        {
            peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), peering);
            peering = await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), peering);
            peering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), peering);
        }

        await Breaks[index].PlayAsync(walk, peering);
        var items = walk.World.Inventory();
        Assert.Equal(isApproved, items.Any(item => item.Kind == Group
            && item.Properties.Contains("10.203.0.0/24", StringComparison.Ordinal)));
        // Two neighbours, a request of a stranger, and the new connection in the place of the old one.
        var newIds = items.Where(IsLive).Select(item => item.Id).Except(before).ToArray();
        Assert.Equal(4, newIds.Length);
        Assert.DoesNotContain(peering.AwsPeeringId, newIds);
        Assert.Contains(items, item => item.Kind == "Aws.RouteTable"
            && item.Properties.Contains("100.64.16.0/20>pcx-", StringComparison.Ordinal));
    }

    /// <summary>First others come: neighbours with a route to one, and a request like Timescale's.</summary>
    private static Action<Walk, VpcPeering> BesideOthers(Action<Walk, VpcPeering> makeBreak) => (walk, peering) =>
    {
        var world = walk.World;
        world.Change("AddPeerings", $"{peering.AwsVpcId} 2");
        var neighbour = world.Inventory().First(item => item.Kind == "Aws.Peering" && item.Id != peering.AwsPeeringId);
        world.Change("AddRoute", $"rtb-0a1b2c3d4e5f60001 100.64.16.0/20 {neighbour.Id}");
        world.Change("PhishingRequest", $"cidr={peering.VpcCidr};to={peering.AwsVpcId}");
        makeBreak(walk, peering);
    };

    private static bool IsLive(SandboxItem item) => item.Kind == "Aws.Peering"
        && (item.Properties.Contains("=active", StringComparison.Ordinal)
            || item.Properties.Contains("=pending-acceptance", StringComparison.Ordinal));

    private static void Failed(Walk walk, VpcPeering peering) =>
        walk.World.Change(
        "SetPeeringState:ERROR", $"{peering.VpcId}/{peering.AwsAccountId}//{peering.AwsVpcId}/{peering.AwsRegion}");
}

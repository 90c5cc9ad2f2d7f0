using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What is judged before a peering with an AWS VPC is made, row by row.</summary>
public sealed class AwsPreflightCheckTests
{
    private static readonly PeeringCase Wanted = new(
        new("prod - vpc-1"), Vpc: null,
        new VpcPeering { VpcId = "v", VpcCidr = "10.30.0.0/20", Cloud = Cloud.Aws, AwsVpcId = "vpc-1" },
        PlatformPeering: null, IsExpected: false);

    /// <summary>The route of the main table, beside the local one, and what is found.</summary>
    [Theory]
    [InlineData("0.0.0.0/0", "igw-1", "")]
    [InlineData("10.0.0.0/8", "tgw-1", "")]
    [InlineData("10.31.0.0/16", "nat-1", "")]
    [InlineData("10.30.0.0/20", "tgw-1", "RouteTaken rtb-1")]
    [InlineData("10.30.0.0/21", "nat-1", "RouteTaken rtb-1")]
    public void A_route_within_the_range_is_in_the_way(string range, string target, string expected) =>
        Assert.Equal(expected, Texts([Route(range, target)], []));

    /// <summary>The ranges of a network one hop further.</summary>
    [Theory]
    [InlineData("10.31.0.0/16", "active", "")]
    [InlineData("10.30.8.0/24", "active", "RangeOverlaps pcx-0")]
    [InlineData("10.0.0.0/8", "active", "RangeOverlaps pcx-0")]
    [InlineData("10.30.8.0/24", "pending-acceptance", "")]
    public void A_neighbour_that_overlaps_is_in_the_way(string range, string status, string expected) =>
        Assert.Equal(expected, Texts([], [Peering(0, range, status)]));

    [Theory]
    [InlineData(49, 499, "")]
    [InlineData(50, 499, "AwsPeeringQuota vpc-1")]
    [InlineData(49, 500, "RouteTableQuota rtb-1")]
    [InlineData(125, 1000, "AwsPeeringQuota vpc-1; RouteTableQuota rtb-1")]
    public void A_quota_that_is_used_up_is_told(int peerings, int routes, string expected) => Assert.Equal(
        expected, Texts(
            [.. Enumerable.Range(1, routes - 1).Select(item => Route($"172.{item / 250}.{item % 250}.0/24", "t"))],
            [.. Enumerable.Range(0, peerings).Select(number => Peering(number, "192.168.0.0/24", "active"))]));

    [Fact]
    public void Propagated_routes_have_a_quota_of_their_own() => Assert.Equal("", Texts(
        [.. Enumerable.Range(1, 600).Select(number => Route($"172.{number / 250}.{number % 250}.0/24", "vgw-1") with
        {
            Origin = "EnableVgwRoutePropagation",
        })], []));

    private static Ec2Route Route(string range, string target) =>
        new() { Destination = range, Target = target, State = "active" };

    private static Ec2Peering Peering(int number, string range, string status) => new()
    {
        Id = $"pcx-{number}", Status = status, Accepter = new() { VpcId = "vpc-1", Cidrs = ["10.50.0.0/16"] },
        Requester = new() { VpcId = $"vpc-9{number}", Cidrs = [range] },
    };

    private static string Texts(Ec2Route[] routes, Ec2Peering[] connections)
    {
        var network = new Ec2Vpc { Id = "vpc-1", Cidrs = ["10.50.0.0/16"] };
        var table = new Ec2RouteTable
        {
            Id = "rtb-1", VpcId = "vpc-1", Associations = [new() { IsMain = true, State = "associated" }],
            Routes = [Route("10.50.0.0/16", "local"), .. routes],
        };
        var reading = new AwsRegionReading(
            Known(connections), Known(network), Known(table), Known(new Ec2Subnet { Id = "subnet-1", VpcId = "vpc-1" }),
            Known<Ec2NetworkAcl>(), Known<Ec2SecurityGroup>());
        return string.Join("; ", new AwsPreflightCheck(Wanted, network, reading).Findings()
            .Select(finding => $"{finding.Id} {finding.SubjectId}"));
    }

    private static Reading<IReadOnlyList<T>> Known<T>(params T[] items) =>
        new(new Source("the things", "somewhere"), DateTimeOffset.UnixEpoch, items, Refusal: null);
}

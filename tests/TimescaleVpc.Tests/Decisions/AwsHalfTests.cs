using TimescaleVpc.Engine.Aws;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Which connection in AWS is a peering's half, and which routes are ours.</summary>
public sealed class AwsHalfTests
{
    private const string Id = "pcx-0a1b2c3d4e5f60001";
    private const string Absent = "pcx-0a1b2c3d4e5f60002";
    private const string Foreign = "pcx-0a1b2c3d4e5f60003";
    private const string Range = "10.30.0.0/20";

    private static readonly VpcPeering Peering = new()
    {
        Project = "demo", Platform = "Managed Service", VpcId = "vpc", VpcCidr = Range, VpcRegion = "us-west-2",
        AwsVpcId = "vpc-1", AwsAccountId = "111122223333", AwsRegion = "us-east-1",
    };

    /// <summary>A name needs a fitting look or the tag; without a name only the tag tells.</summary>
    private static readonly DecisionTable Halves = new("""
        named  | tag  | status          | looks        | half
        absent | *    | *               | *            | named
        this   | ours | active, deleted | *            | ours
        this   | *    | *               | right        | ours
        this   | *    | *               | *            | another
        -      | ours | active, deleted | right, wrong | ours
        -      | *    | *               | *            | -
        """);

    [Fact]
    public void A_half_is_ours_by_name_or_by_tag()
    {
        foreach (var reference in new[] { "", "this", "absent" })
        foreach (var tag in new[] { "", "ours", "theirs" })
        foreach (var status in new[] { "active", "pending-acceptance", "initiating-request", "deleted" })
        foreach (var looks in new[] { "right", "wrong", "elsewhere" })
        {
            var connection = Connection(Id, status, tag) with
            {
                Accepter = new()
                {
                    OwnerId = "111122223333", Region = "us-east-1", VpcId = looks == "elsewhere" ? "vpc-2" : "VPC-1",
                },
                Requester = new() { Region = looks == "wrong" ? "eu-west-1" : "us-west-2" },
                // That it has lapsed says nothing about whose it is.
                Expires = DateTimeOffset.MinValue,
            };
            var half = AwsHalf.Of(
                reference switch { "this" => Id.ToUpperInvariant(), "absent" => Absent, _ => null },
                Peering, [connection]);
            var outcome = half switch
            {
                { Id: null, Shown: null, IsOurs: false } => "-",
                { Id: Absent, Shown: null, IsOurs: true } => "named",
                { Shown: not null, IsOurs: true } => "ours",
                { Shown: not null, IsOurs: false } => "another",
                _ => $"{half}",
            };
            Halves.Check(outcome, reference, tag, status, looks);
        }

        Halves.CheckAllRowsDecided();
    }

    /// <summary>Deleted ones stay visible for hours beside the live one of the same approval.</summary>
    [Fact]
    public void Of_two_that_have_our_tag_the_live_one_counts()
    {
        var deadOne = Connection(Id, "deleted", "ours");
        var alive = Connection(Foreign, "active", "ours");
        Assert.Same(alive, AwsHalf.Of(null, Peering, [deadOne, alive]).Shown);
        Assert.Same(deadOne, AwsHalf.Of(Id, Peering, [alive, deadOne]).Shown);
    }

    private static readonly DecisionTable Strangers = new("""
        named | tag | status | vpc  | stranger
        True  | *   | *      | *    | False
        *     | -   | active | ours | True
        *     | *   | *      | *    | False
        """);

    [Fact]
    public void A_stranger_is_a_live_connection_that_nothing_tells_of()
    {
        foreach (var isNamed in new[] { false, true })
        foreach (var tag in new[] { "", "ours", "theirs" })
        foreach (var status in new[] { "active", "pending-acceptance", "deleting", "deleted" })
        foreach (var vpc in new[] { "ours", "other" })
        {
            var connection = Connection(Id, status, tag) with
            {
                Accepter = new() { VpcId = vpc == "ours" ? "vpc-1" : "vpc-2" },
            };
            var half = AwsHalf.Of(isNamed ? Id : null, Peering, [connection]);
            Strangers.Check(half.HasStrangers, isNamed, tag, status, vpc);
        }

        Strangers.CheckAllRowsDecided();
    }

    /// <summary>
    /// A route is ours by target and range. One to a connection that the platform named and AWS no longer shows is also
    /// ours.
    /// </summary>
    private static readonly DecisionTable Routes = new("""
        target          | range | state     | whose
        *               | other | *         | -
        half, earlier   | *     | *         | ours
        unknown         | *     | blackhole | orphan
        *               | *     | *         | -
        """);

    [Fact]
    public void A_route_is_ours_by_target_and_range()
    {
        foreach (var target in new[] { "", "half", "earlier", "foreign", "unknown" })
        foreach (var range in new[] { "same", "other" })
        foreach (var state in new[] { "active", "blackhole" })
        {
            var peering = Peering with { AwsPeeringId = Absent };
            var half = AwsHalf.Of(null, peering, [Connection(Id, "active", "ours"), Connection(Foreign, "active", "")]);
            var route = new Ec2Route
            {
                Destination = range == "same" ? Range : "10.30.0.0/21", State = state,
                PeeringId = target switch
                {
                    "half" => Id.ToUpperInvariant(), "earlier" => Absent, "foreign" => Foreign, "unknown" => "pcx-9",
                    _ => null,
                },
            };
            var whose = (half.Owns(route), half.IsOrphan(route)) switch
            {
                (true, false) => "ours", (false, true) => "orphan", (false, false) => "-", _ => "both",
            };
            Routes.Check(whose, target, range, state);
        }

        Routes.CheckAllRowsDecided();
    }

    /// <summary>The platform named it once, but AWS shows it, and as another's.</summary>
    [Fact]
    public void An_earlier_name_that_AWS_shows_as_anothers_is_not_ours()
    {
        var peering = Peering with { AwsPeeringId = Foreign };
        var half = AwsHalf.Of(Id, peering, [Connection(Id, "active", "ours"), Connection(Foreign, "active", "")]);
        var route = new Ec2Route { Destination = Range, PeeringId = Foreign, State = "blackhole" };
        Assert.False(half.Owns(route));
        Assert.False(half.IsOrphan(route));
    }

    private static Ec2Peering Connection(string id, string status, string tag) => new()
    {
        Id = id, Status = status, Accepter = new() { VpcId = "vpc-1" },
        Tags = tag.Length == 0 ? Ec2Tags.None : new Dictionary<string, string>
        {
            [AwsNames.TagKey] = AwsNames.TagValue(Peering with { VpcId = tag == "ours" ? "vpc" : "another" }),
        },
    };
}

using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.TimescaleCloud;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Whether a VPC of Timescale Cloud is there already, and what is in the way of a new one.</summary>
public sealed class TigerVpcDecisionTests
{
    private const string Region = "us-east-1";

    private static readonly AddressRange Range =
        AddressRange.TryParse("10.30.0.0/20", out var range, out _) ? range : throw new InvalidOperationException();

    private static readonly DecisionTable Table = new("""
        name  | range                     | region | state             | outcome
        *     | *                         | *      | DELETED           | create
        same  | same                      | same   | DELETING          | VpcExists
        same  | same                      | same   | ERROR             | VpcFailed
        same  | same                      | same   | *                 | adopt
        same  | *                         | *      | *                 | VpcNameTaken
        *     | *                         | *      | DELETING          | create
        *     | same, wider, inside       | *      | *                 | VpcOverlap
        *     | *                         | *      | *                 | create
        """);

    [Fact]
    public void Each_VPC_that_is_listed_has_its_outcome()
    {
        foreach (var vpc in All())
            Table.Check(Outcome(vpc.Listed), vpc.Name, vpc.Range, vpc.Region, vpc.Listed.State);

        Table.CheckAllRowsDecided();
    }

    /// <summary>
    /// The platform takes several VPCs of a name or a range. What can be adopted is, whatever stands beside it; after
    /// that what is meant counts more than what is named alike, and that more than what is in the way.
    /// </summary>
    [Fact]
    public void The_order_of_the_list_does_not_count()
    {
        string[] rank = ["adopt", "VpcFailed", "VpcExists", "VpcNameTaken", "VpcOverlap", "create"];
        foreach (var (one, other) in from one in All() from other in All() select (one.Listed, other.Listed))
        {
            var expected = rank[Math.Min(Array.IndexOf(rank, Outcome(one)), Array.IndexOf(rank, Outcome(other)))];
            Assert.Equal(expected, Outcome(one, other with { Id = "two" }));
        }
    }

    private static readonly DecisionTable Twins = new("""
        id   | name  | range | region | state             | twin
        same | *     | *     | *      | *                 | False
        *    | *     | *     | *      | DELETING, DELETED | False
        *    | same  | same  | same   | *                 | True
        *    | *     | *     | *      | *                 | False
        """);

    [Fact]
    public void A_twin_is_the_same_VPC_with_another_id()
    {
        var created = new TigerVpc("one", "demo", $"{Range}", Region);
        foreach (var id in new[] { "same", "other" })
        foreach (var vpc in All())
        {
            var listed = vpc.Listed with { Id = id == "same" ? "one" : "two" };
            var twin = TigerVpcDecision.Twin([created, listed], created);
            Twins.Check(twin is not null, id, vpc.Name, vpc.Range, vpc.Region, listed.State);
        }

        Twins.CheckAllRowsDecided();
        var (two, ten) = (created with { Id = "two" }, created with { Id = "ten" });
        Assert.Same(ten, TigerVpcDecision.Twin([two, created, ten], created));
    }

    private static IEnumerable<(TigerVpc Listed, string Name, string Range, string Region)> All() =>
        from name in new[] { "same", "other" }
        from range in new[] { "same", "wider", "inside", "beside", "unreadable" }
        from region in new[] { "same", "other" }
        from state in new[] { "", "CREATED", "CREATING", "ERROR", "DELETING", "DELETED" }
        let cidr = range switch
        {
            "same" => $"{Range}", "wider" => "10.0.0.0/8", "inside" => "10.30.15.0/24", "beside" => "10.30.16.0/20",
            _ => "?",
        }
        select (new TigerVpc("one", name == "same" ? "DEMO" : "other", cidr, region == "same" ? Region : "eu-west-1")
        {
            State = state,
        }, name, range, region);

    private static string Outcome(params TigerVpc[] listed)
    {
        try
        {
            var found = TigerVpcDecision.Adoptable(listed, "project", "demo", Range, Region);
            return found is null ? "create" : "adopt";
        }
        catch (TimescaleVpcException error)
        {
            return error.ErrorId;
        }
    }
}

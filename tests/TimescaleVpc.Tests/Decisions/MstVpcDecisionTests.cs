using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Whether a VPC of the managed service is there already, and what is in the way of a new one.</summary>
public sealed class MstVpcDecisionTests
{
    private const string Cloud = "timescale-azure-westeurope";

    private static readonly AddressRange Range =
        AddressRange.TryParse("10.30.0.0/20", out var range, out _) ? range : throw new InvalidOperationException();

    private static readonly DecisionTable Table = new("""
        cloud | range               | state             | outcome
        same  | same                | DELETING, DELETED | VpcExists
        same  | same                | *                 | adopt
        *     | *                   | DELETING, DELETED | create
        *     | same, wider, inside | *                 | VpcOverlap
        *     | *                   | *                 | create
        """);

    [Fact]
    public void Each_VPC_that_is_listed_has_its_outcome()
    {
        foreach (var vpc in All()) Table.Check(Outcome(vpc.Listed), vpc.Cloud, vpc.Range, vpc.Listed.State);

        Table.CheckAllRowsDecided();
    }

    /// <summary>What can be adopted is; what is meant, and leaving, counts more than what is in the way.</summary>
    [Fact]
    public void The_order_of_the_list_does_not_count()
    {
        string[] rank = ["adopt", "VpcExists", "VpcOverlap", "create"];
        foreach (var (one, other) in from one in All() from other in All() select (one.Listed, other.Listed))
        {
            var expected = rank[Math.Min(Array.IndexOf(rank, Outcome(one)), Array.IndexOf(rank, Outcome(other)))];
            Assert.Equal(expected, Outcome(one, other with { Id = "two" }));
        }
    }

    private static IEnumerable<(MstVpc Listed, string Cloud, string Range)> All() =>
        from cloud in new[] { "same", "other" }
        from range in new[] { "same", "wider", "inside", "beside", "unreadable" }
        from state in new[] { "APPROVED", "ACTIVE", "A_WORD_OF_LATER", "DELETING", "DELETED" }
        let cidr = range switch
        {
            "same" => $"{Range}", "wider" => "10.0.0.0/8", "inside" => "10.30.15.0/24", "beside" => "10.30.16.0/20",
            _ => "?",
        }
        select (new MstVpc(
            "one", cloud == "same" ? Cloud.ToUpperInvariant() : "timescale-azure-eastus", cidr, state, null, []),
            cloud, range);

    private static string Outcome(params MstVpc[] listed)
    {
        try
        {
            return MstVpcDecision.Adoptable(listed, "project", Cloud, Range) is null ? "create" : "adopt";
        }
        catch (TimescaleVpcException error)
        {
            return error.ErrorId;
        }
    }
}

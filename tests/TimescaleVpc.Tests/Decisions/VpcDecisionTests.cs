using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Whether a VPC is there already, and what is in the way of a new one, on each platform.</summary>
public sealed class VpcDecisionTests
{
    private const string CloudName = "timescale-azure-westeurope";
    private const string Region = "us-east-1";

    private static readonly AddressRange Range =
        AddressRange.TryParse("10.30.0.0/20", out var range, out _) ? range : throw new InvalidOperationException();

    private static readonly Vpc Managed = new() { Project = "project", CloudName = CloudName, Cidr = $"{Range}" };

    private static readonly Vpc Tiger =
        new() { Project = "project", Name = "demo", Region = Region, Cidr = $"{Range}" };

    private static readonly DecisionTable OnManagedService = new("""
        cloud | range               | state             | outcome
        same  | same                | DELETING, DELETED | VpcExists
        same  | same                | *                 | adopt
        *     | *                   | DELETING, DELETED | create
        *     | same, wider, inside | *                 | VpcOverlap
        *     | *                   | *                 | create
        """);

    private static readonly DecisionTable OnTimescaleCloud = new("""
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

    private static readonly DecisionTable Twins = new("""
        id   | name  | range | region | state             | twin
        same | *     | *     | *      | *                 | False
        *    | *     | *     | *      | DELETING, DELETED | False
        *    | same  | same  | same   | *                 | True
        *    | *     | *     | *      | *                 | False
        """);

    [Fact]
    public void Each_VPC_that_is_listed_has_its_outcome()
    {
        foreach (var vpc in AllManaged())
            OnManagedService.Check(Outcome(Managed, vpc.Listed), vpc.Cloud, vpc.Range, vpc.Listed.State);
        foreach (var vpc in AllTiger())
            OnTimescaleCloud.Check(Outcome(Tiger, vpc.Listed), vpc.Name, vpc.Range, vpc.Region, vpc.Listed.State);

        OnManagedService.CheckAllRowsDecided();
        OnTimescaleCloud.CheckAllRowsDecided();
    }

    /// <summary>
    /// A platform may list several of a name or a range. What can be adopted is, whatever stands beside it; after that
    /// what is meant counts more than what is named alike, and that more than what is in the way.
    /// </summary>
    [Fact]
    public void The_order_of_the_list_does_not_count()
    {
        string[] rank = ["adopt", "VpcFailed", "VpcExists", "VpcNameTaken", "VpcOverlap", "create"];
        CheckPairs(Managed, [.. AllManaged().Select(vpc => vpc.Listed)]);
        CheckPairs(Tiger, [.. AllTiger().Select(vpc => vpc.Listed)]);

        void CheckPairs(Vpc wantedVpc, Vpc[] all)
        {
            foreach (var (one, other) in from one in all from other in all select (one, other))
            {
                var expected = rank[Math.Min(
                    Array.IndexOf(rank, Outcome(wantedVpc, one)), Array.IndexOf(rank, Outcome(wantedVpc, other)))];
                Assert.Equal(expected, Outcome(wantedVpc, one, other with { VpcId = "two" }));
            }
        }
    }

    [Fact]
    public void A_twin_is_the_same_VPC_with_another_id()
    {
        var createdVpc = Tiger with { VpcId = "one" };
        foreach (var id in new[] { "same", "other" })
        foreach (var vpc in AllTiger())
        {
            var listedVpc = vpc.Listed with { VpcId = id == "same" ? "one" : "two" };
            var twin = VpcDecision.Twin([createdVpc, listedVpc], createdVpc);
            Twins.Check(twin is not null, id, vpc.Name, vpc.Range, vpc.Region, listedVpc.State);
        }

        Twins.CheckAllRowsDecided();
        var (two, ten) = (createdVpc with { VpcId = "two" }, createdVpc with { VpcId = "ten" });
        Assert.Same(ten, VpcDecision.Twin([two, createdVpc, ten], createdVpc));
    }

    private static IEnumerable<(Vpc Listed, string Cloud, string Range)> AllManaged() =>
        from cloud in new[] { "same", "other" }
        from range in Ranges
        from state in new[] { "APPROVED", "ACTIVE", "A_WORD_OF_LATER", "DELETING", "DELETED" }
        select (Managed with
        {
            VpcId = "one", CloudName = cloud == "same" ? CloudName.ToUpperInvariant() : "timescale-azure-eastus",
            Cidr = Cidr(range), State = state, Phase = MstVpcStates.Phase(state),
        }, cloud, range);

    private static IEnumerable<(Vpc Listed, string Name, string Range, string Region)> AllTiger() =>
        from name in new[] { "same", "other" }
        from range in Ranges
        from region in new[] { "same", "other" }
        from state in new[] { "", "CREATED", "CREATING", "ERROR", "DELETING", "DELETED" }
        select (Tiger with
        {
            VpcId = "one", Name = name == "same" ? "DEMO" : "other", Cidr = Cidr(range),
            Region = region == "same" ? Region : "eu-west-1", State = state,
            Phase = TigerVpcStates.Phase(state),
        }, name, range, region);

    private static string[] Ranges => ["same", "wider", "inside", "beside", "unreadable"];

    private static string Cidr(string range) => range switch
    {
        "same" => $"{Range}", "wider" => "10.0.0.0/8", "inside" => "10.30.15.0/24", "beside" => "10.30.16.0/20",
        _ => "?",
    };

    private static string Outcome(Vpc vpc, params Vpc[] list)
    {
        try
        {
            return VpcDecision.Adoptable(list, vpc) is null ? "create" : "adopt";
        }
        catch (TimescaleVpcException error)
        {
            return error.ErrorId;
        }
    }
}

using TimescaleVpc.Engine.Aws;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>What is done in a route table, whatever leads to the range there; and which tables are meant.</summary>
public sealed class RoutePlanTests
{
    private const string Range = "10.30.0.0/20";
    private const string Ours = "pcx-0a1b2c3d4e5f60001";
    private const string Dead = "pcx-0a1b2c3d4e5f60002";
    private const string Foreign = "pcx-0a1b2c3d4e5f60003";

    private static readonly DecisionTable Table = new("""
        target                | force | move
        -                     | *     | Create
        pcx-0a1b2c3d4e5f60001 | *     | Done
        PCX-0A1B2C3D4E5F60001 | *     | Done
        pcx-0a1b2c3d4e5f60002 | *     | Replace
        local                 | *     | RouteConflict
        *                     | True  | Replace
        *                     | False | RouteConflict
        """);

    [Fact]
    public void Each_route_has_its_move()
    {
        string[] targets = ["", Ours, Ours.ToUpperInvariant(), Dead, Foreign, "nat-0a1b2c3d4e5f60001", "local"];
        foreach (var target in targets)
        foreach (var force in new[] { false, true })
        foreach (var state in new[] { "active", "blackhole" })
        {
            Ec2Route[] routes = target.Length == 0 ? [] : [Route(Range, target, state)];
            Table.Check(MoveOf(routes, force), target, force);

            // What leads to other ranges, wider or narrower, is not this route.
            Ec2Route[] others = [Route("10.30.0.0/21", Foreign, state), Route("10.0.0.0/8", Foreign, state),
                Route("0.0.0.0/0", "igw-1", state)];
            Table.Check(MoveOf([.. others, .. routes], force), target, force);
        }

        Table.CheckAllRowsDecided();
    }

    /// <summary>A conflict in the last table is seen before the first is changed.</summary>
    [Fact]
    public void One_conflict_refuses_all_tables()
    {
        Ec2RouteTable[] tables = [Of("rtb-1"), Of("rtb-2"), Of("rtb-3", Route(Range, "nat-1", "active"))];
        Assert.Equal("RouteConflict", Outcome(() => $"{RoutePlan.For(tables, Range, Ours, force: false)}"));
    }

    private static readonly DecisionTable Selection = new("""
        tables named | subnets named | selected
        -            | -             | rtb-main rtb-a
        rtb-idle     | -             | rtb-idle
        RTB-EDGE     | -             | rtb-edge
        -            | s-a           | rtb-a
        -            | s-none        | rtb-main
        rtb-a        | s-a           | rtb-a
        rtb-a        | s-none        | rtb-a rtb-main
        rtb-other    | *             | RouteTableUnknown
        *            | s-other       | RouteTableUnknown
        """);

    /// <summary>The tables in use, or those that are named: the main one for a subnet that names none.</summary>
    [Fact]
    public void Tables_are_those_in_use_or_those_that_are_named()
    {
        Ec2RouteTable[] tables =
        [
            Of("rtb-main") with { Associations = [new() { IsMain = true }] },
            Of("rtb-a") with { Associations = [new() { SubnetId = "s-a" }] },
            Of("rtb-idle"),
            Of("rtb-edge") with { Associations = [new() { GatewayId = "igw-1" }] },
        ];
        Ec2Subnet[] subnets = [new() { Id = "s-none" }, new() { Id = "s-a" }];
        (string Table, string Subnet)[] pairs =
        [
            ("", ""), ("rtb-idle", ""), ("RTB-EDGE", ""), ("", "s-a"), ("", "s-none"), ("rtb-a", "s-a"),
            ("rtb-a", "s-none"), ("rtb-other", ""), ("rtb-other", "s-a"), ("", "s-other"), ("rtb-a", "s-other"),
        ];
        foreach (var (table, subnet) in pairs)
        {
            Selection.Check(Outcome(() => string.Join(' ', RoutePlan.Select(
                "vpc-1", tables, subnets, Words(table), Words(subnet)).Select(one => one.Id))), table, subnet);
        }

        Selection.CheckAllRowsDecided();
        Assert.Equal(["rtb-main"], RoutePlan.Select("vpc-1", tables, [], [], []).Select(one => one.Id));

        static string[] Words(string word) => word.Length == 0 ? [] : [word];
    }

    private static string MoveOf(Ec2Route[] routes, bool force) => Outcome(() =>
        RoutePlan.For([Of("rtb-1", routes)], Range, Ours, force, [Dead]) switch
        {
            [] => "Done",
            [{ IsNew: true }] => "Create",
            [{ FormerTarget.Length: > 0 }] => "Replace",
            var changes => $"{changes.Count} changes",
        });

    private static string Outcome(Func<string> decide)
    {
        try
        {
            return decide();
        }
        catch (TimescaleVpcException error)
        {
            return error.ErrorId;
        }
    }

    private static Ec2RouteTable Of(string id, params Ec2Route[] routes) => new() { Id = id, Routes = routes };

    private static Ec2Route Route(string range, string target, string state) => new()
    {
        Destination = range, Target = target, State = state,
        PeeringId = target.StartsWith("pcx-", StringComparison.OrdinalIgnoreCase) ? target : null,
    };
}

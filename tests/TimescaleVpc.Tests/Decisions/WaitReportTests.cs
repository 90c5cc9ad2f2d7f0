using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Who must act while a peering is waited for: only the cloud's own word tells of an approval.</summary>
public sealed class WaitReportTests
{
    private static readonly DecisionTable Turns = new("""
        goal   | platform         | half    | turn
        Active | AwaitingCustomer | Missing | PENDING; you must act (Approve-VpcPeering)
        Active | *                | *       | PENDING; Timescale must act
        *      | *                | *       | PENDING; Timescale is at work
        """);

    [Fact]
    public void A_customer_must_act_while_a_pending_peering_has_no_half()
    {
        foreach (var goal in Enum.GetValues<PeeringGoal>())
        foreach (var phase in Enum.GetValues<PeeringPhase>())
        foreach (var half in Enum.GetValues<CustomerHalf>())
        {
            var report = new WaitReport(new AwsSide(null!), "prod", goal, half, null!);
            Turns.Check(report.Status(new() { State = "PENDING" }, phase, isAsked: true), goal, phase, half);
        }

        Turns.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Connections = new("""
        connection   | half
        active       | Standing
        provisioning | Pending
        *            | Missing
        """);

    /// <summary>Routes are left out by some approvals, and kept by an update that approves nothing.</summary>
    [Fact]
    public void A_record_tells_of_the_half_in_AWS_by_its_connection_and_never_by_routes()
    {
        string?[] words =
        [
            null, "", "initiating-request", "pending-acceptance", "provisioning", "active", "deleting", "deleted",
            "rejected", "failed", "expired", "a-word-of-later",
        ];
        foreach (var word in words)
        foreach (var tables in new string[][] { [], ["rtb-0a1b2c3d4e5f60001"] })
        {
            var peering = new VpcPeering { ConnectionState = word, RouteTableIds = tables, AwsPeeringId = "pcx-1" };
            Connections.Check(new AwsSide(null!).KnownHalf(peering), word);
        }

        Connections.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Links = new("""
        link | half
        -    | Missing
        *    | Pending
        """);

    [Fact]
    public void A_record_tells_of_the_half_in_Azure_by_its_link()
    {
        foreach (var word in new[] { null, "Initiated", "Connected", "Disconnected", "AWordOfLater" })
            Links.Check(new AzureSide(null!).KnownHalf(new() { LinkState = word }), word);

        Links.CheckAllRowsDecided();
    }
}

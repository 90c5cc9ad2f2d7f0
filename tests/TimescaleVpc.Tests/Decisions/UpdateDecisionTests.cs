using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>How a peering gets to carry all ranges, for all that may be observed.</summary>
public sealed class UpdateDecisionTests
{
    private static readonly DecisionTable Moves = new("""
        lacks                              | stands | recreate | synced | planning | overdue | move
        Lasting, Customer+Lasting          | *      | *        | *      | *        | *       | Renew
        Platform+Lasting, Customer+Platform+Lasting | * | *    | *      | *        | *       | Renew
        *                                  | False  | *        | *      | *        | *       | Finish
        None                               | *      | *        | *      | *        | *       | Done
        *                                  | *      | True     | *      | *        | *       | Renew
        Customer, Customer+Platform        | *      | *        | False  | *        | *       | Sync
        Customer, Customer+Platform        | *      | *        | *      | False    | *       | Renew
        Platform                           | *      | *        | *      | False    | False   | Wait
        *                                  | *      | *        | *      | *        | *       | Done
        """);

    [Fact]
    public void Every_state_has_its_move()
    {
        bool[] both = [false, true];
        for (var gap = RangeGap.None; gap <= (RangeGap.Customer | RangeGap.Platform | RangeGap.Lasting); gap++)
        foreach (var stands in both)
        foreach (var recreate in both)
        foreach (var synced in both)
        foreach (var planning in both)
        foreach (var overdue in both)
        {
            var facts = new UpdateFacts
            {
                Recreate = recreate, HasSynced = synced, IsPlanning = planning, IsOverdue = overdue,
            };
            Moves.Check(
                UpdateDecision.Next(gap, stands, facts), $"{gap}".Replace(", ", "+", StringComparison.Ordinal),
                stands, recreate, synced, planning, overdue);
        }

        Moves.CheckAllRowsDecided();
    }
}

using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>
/// What is done next with a peering, for every input that a goal looks at: both halves, and what counts beside them.
/// </summary>
public sealed class PeeringDecisionTests
{
    private static readonly bool[] Both = [false, true];

    /// <summary>
    /// Columns: a failure that time may cure; requests of this run; seen since; the platform takes repeated ones; asked
    /// with another application; a new role; named; a plan; not waiting.
    /// </summary>
    private static readonly DecisionTable Requested = new("""
        platform         | cure | half    | n    | seen | rep  | oth  | new  | name | plan  | now  | move
        Active           | *    | *       | *    | *    | *    | *    | *    | *    | *     | *    | Done
        AwaitingCustomer | *    | *       | *    | *    | *    | *    | *    | True | *     | *    | Done
        AwaitingCustomer | *    | *       | *    | *    | *    | *    | *    | *    | True  | *    | Done
        Working          | *    | *       | *    | *    | *    | *    | *    | *    | True  | *    | Done
        AwaitingCustomer | *    | *       | 1, 2 | *    | *    | *    | *    | *    | *     | True | Done
        Working          | *    | *       | 1, 2 | *    | *    | *    | *    | *    | *     | True | Done
        AwaitingCustomer | *    | *       | *    | *    | *    | *    | *    | *    | *     | *    | Wait
        Working          | *    | *       | *    | *    | *    | *    | *    | *    | *     | *    | Wait
        Deleting         | *    | *       | 1, 2 | *    | *    | *    | *    | *    | False | True | Done
        Deleting         | *    | *       | *    | *    | *    | *    | *    | *    | False | *    | Wait
        *                | *    | Unknown | *    | *    | *    | *    | *    | *    | *     | *    | LookAtCustomerHalf
        *                | *    | Dead    | *    | *    | *    | *    | *    | *    | *     | *    | RemoveCustomerHalf
        None, Deleting   | *    | *       | 0    | *    | *    | *    | *    | *    | *     | *    | Request
        None, Deleting   | *    | *       | *    | *    | *    | *    | *    | *    | *     | True | Done
        None, Deleting   | *    | *       | *    | *    | True | *    | *    | *    | *     | *    | Request
        None, Deleting   | *    | *       | *    | True | *    | *    | *    | *    | *     | *    | FailNotRequested
        None, Deleting   | *    | *       | *    | *    | *    | *    | *    | *    | *     | *    | Wait
        Failed, Gone     | *    | *       | 0    | *    | *    | True | *    | *    | *     | *    | Withdraw
        Failed, Gone     | *    | *       | 0    | *    | *    | *    | *    | *    | *     | *    | Request
        Failed           | True | *       | *    | *    | *    | *    | True | *    | *     | *    | WaitAndRequest
        Failed, Gone     | *    | *       | *    | *    | *    | *    | *    | *    | *     | *    | FailState
        """);

    private static readonly DecisionTable Approved = new("""
        platform               | half    | named | overdue | plan  | planned | move
        None                   | *       | *     | *       | *     | False   | FailNotRequested
        Failed, Gone, Deleting | *       | *     | *       | *     | *       | FailState
        Working                | *       | *     | *       | False | *       | Wait
        *                      | Unknown | *     | *       | *     | *       | LookAtCustomerHalf
        Active                 | Dead    | *     | *       | *     | *       | Done
        *                      | Dead    | *     | *       | *     | *       | RemoveCustomerHalf
        *                      | Missing | True  | *       | *     | *       | MakeCustomerHalf
        Active                 | Missing | *     | True    | *     | *       | FailUnnamed
        Active                 | Missing | *     | *       | True  | *       | FailUnnamed
        *                      | Missing | *     | *       | True  | *       | MakeCustomerHalf
        *                      | Missing | *     | *       | *     | *       | Wait
        *                      | *       | *     | *       | *     | *       | Done
        """);

    private static readonly DecisionTable Active = new("""
        platform                  | half          | move
        None                      | *             | FailNotRequested
        Working, AwaitingCustomer | *             | Wait
        Active                    | Unknown       | LookAtCustomerHalf
        Active                    | Standing      | Done
        Active                    | Pending       | Wait
        Active                    | Missing, Dead | FailCustomerHalf
        *                         | *             | FailState
        """);

    private static readonly DecisionTable Removed = new("""
        platform | half    | plan | noWait | move
        *        | Unknown | *    | *      | LookAtCustomerHalf
        None     | Missing | *    | *      | Done
        Deleting | Missing | True | *      | Done
        Deleting | Missing | *    | True   | Done
        Deleting | Missing | *    | *      | Wait
        *        | Missing | *    | *      | DeletePlatformHalf
        *        | *       | *    | *      | RemoveCustomerHalf
        """);

    [Fact]
    public void A_request_has_its_move_for_each_input()
    {
        foreach (var (platform, half) in Halves())
        foreach (var failure in Enum.GetValues<PeeringFailure>())
        foreach (var requests in new[] { 0, 1, 2 })
        foreach (var bits in Enumerable.Range(0, 128))
        {
            var facts = new PeeringFacts
            {
                Requests = requests, WasSeen = Bit(bits, 0), TakesRepeatedRequests = Bit(bits, 1),
                IsOfAnotherApplication = Bit(bits, 2), MayBePropagating = Bit(bits, 3), IsNamed = Bit(bits, 4),
                IsPlanning = Bit(bits, 5), NoWait = Bit(bits, 6),
            };
            Requested.Check(
                PeeringDecision.Next(PeeringGoal.Requested, platform, failure, half, facts), platform,
                failure is PeeringFailure.Invalid or PeeringFailure.Rejected, half, requests, facts.WasSeen,
                facts.TakesRepeatedRequests, facts.IsOfAnotherApplication, facts.MayBePropagating,
                facts.IsNamed, facts.IsPlanning, facts.NoWait);
        }

        Requested.CheckAllRowsDecided();
    }

    [Fact]
    public void An_approval_has_its_move_for_each_input()
    {
        foreach (var (platform, half) in Halves())
        foreach (var bits in Enumerable.Range(0, 16))
        {
            var facts = new PeeringFacts
            {
                IsNamed = Bit(bits, 0), IsNameOverdue = Bit(bits, 1), IsPlanning = Bit(bits, 2),
                IsPlannedBefore = Bit(bits, 3),
            };
            Approved.Check(
                Next(PeeringGoal.Approved, platform, half, facts), platform, half, facts.IsNamed, facts.IsNameOverdue,
                facts.IsPlanning, facts.IsPlannedBefore);
        }

        Approved.CheckAllRowsDecided();
    }

    [Fact]
    public void A_wait_has_its_move_for_each_input()
    {
        foreach (var (platform, half) in Halves())
            Active.Check(Next(PeeringGoal.Active, platform, half, new()), platform, half);
        Active.CheckAllRowsDecided();
    }

    [Fact]
    public void A_removal_has_its_move_for_each_input()
    {
        foreach (var (platform, half) in Halves())
        foreach (var isPlanning in Both)
        foreach (var noWait in Both)
        {
            var facts = new PeeringFacts { IsPlanning = isPlanning, NoWait = noWait };
            Removed.Check(Next(PeeringGoal.Removed, platform, half, facts), platform, half, isPlanning, noWait);
        }

        Removed.CheckAllRowsDecided();
    }

    private static IEnumerable<(PeeringPhase, CustomerHalf)> Halves() =>
        from platform in Enum.GetValues<PeeringPhase>()
        from half in Enum.GetValues<CustomerHalf>()
        select (platform, half);

    private static PeeringMove Next(
        PeeringGoal goal, PeeringPhase platform, CustomerHalf half, PeeringFacts facts) =>
        PeeringDecision.Next(goal, platform, PeeringFailure.None, half, facts);

    private static bool Bit(int bits, int at) => (bits >> at & 1) == 1;
}

using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>
/// What is done next with a peering, for every input: goal, the platform's word, our half, this run's requests.
/// </summary>
public sealed class PeeringDecisionTests
{
    private static readonly string?[] States =
    [
        null, "", "APPROVED", "A_WORD_OF_LATER", "PENDING_PEER", "ACTIVE", "INVALID_SPECIFICATION", "REJECTED_BY_PEER",
        "ERROR", "DELETED_BY_PEER", "DELETED", "DELETING",
    ];

    private static readonly string?[] Links = [null, "Initiated", "Connected", "Disconnected"];

    /// <summary>The first row that fits decides; a dash is "none", a star is anything.</summary>
    private static readonly DecisionTable Table = new("""
        goal      | states                                  | link         | requests | spreads | move
        Requested | PENDING_PEER, ACTIVE                    | *            | *        | *       | Done
        Requested | APPROVED, A_WORD_OF_LATER, DELETING     | *            | *        | *       | WaitForPlatform
        Requested | *                                       | Disconnected | *        | *       | RemoveLink
        Requested | -                                       | *            | *        | *       | Request
        Requested | *                                       | *            | 0        | *       | Request
        Requested | INVALID_SPECIFICATION, REJECTED_BY_PEER | *            | *        | True    | WaitAndRequest
        Requested | *                                       | *            | *        | *       | Fail
        Linked    | -                                       | *            | *        | *       | NotRequested
        Linked    | APPROVED, A_WORD_OF_LATER               | *            | *        | *       | WaitForPlatform
        Linked    | PENDING_PEER                            | Disconnected | *        | *       | RemoveLink
        Linked    | PENDING_PEER, ACTIVE                    | -            | *        | *       | CreateLink
        Linked    | PENDING_PEER, ACTIVE                    | *            | *        | *       | Done
        Linked    | *                                       | *            | *        | *       | Fail
        Active    | ACTIVE                                  | *            | *        | *       | Done
        Active    | -                                       | *            | *        | *       | NotRequested
        Active    | APPROVED, A_WORD_OF_LATER, PENDING_PEER | *            | *        | *       | WaitForPlatform
        Active    | *                                       | *            | *        | *       | Fail
        """);

    [Fact]
    public void Each_input_has_its_move()
    {
        foreach (var goal in Enum.GetValues<PeeringGoal>())
        foreach (var state in States)
        foreach (var link in Links)
        foreach (var requests in new[] { 0, 1, 5 })
        foreach (var spreads in new[] { false, true })
        {
            var move = PeeringDecision.Next(goal, new PeeringWorld(state, link, requests, spreads));
            Table.Check(move, goal, state, link, requests, spreads);
            Assert.Equal(move, PeeringDecision.Next(
                goal, new PeeringWorld(state?.ToLowerInvariant(), link?.ToUpperInvariant(), requests, spreads)));
        }

        Table.CheckAllRowsDecided();
    }
}

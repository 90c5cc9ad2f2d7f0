using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>What the clouds' words for a state mean. The lists are open: a word of later means waiting.</summary>
public sealed class StateTests
{
    private static readonly DecisionTable Phases = new("""
        state                 | phase
        -                     | None
        PENDING_PEER          | AwaitingCustomer
        ACTIVE                | Active
        INVALID_SPECIFICATION | Failed: Invalid
        REJECTED_BY_PEER      | Failed: Rejected
        ERROR                 | Failed: Error
        DELETED_BY_PEER       | Gone: DeletedByPeer
        DELETED               | Gone: Deleted
        DELETING              | Deleting: Deleted
        *                     | Working
        """);

    [Fact]
    public void Each_word_of_a_platform_for_a_peering_has_its_phase()
    {
        string?[] words =
        [
            null, "", "PENDING_PEER", "ACTIVE", "INVALID_SPECIFICATION", "REJECTED_BY_PEER", "ERROR", "DELETED_BY_PEER",
            "DELETED", "DELETING", "APPROVED", "A_WORD_OF_LATER", " ACTIVE", "ACTIVE_",
        ];
        foreach (var word in words)
        foreach (var spelled in new[] { word, word?.ToLowerInvariant() })
        {
            var failure = MstPeeringStates.Failure(spelled);
            var rest = failure == PeeringFailure.None ? "" : $": {failure}";
            Phases.Check($"{MstPeeringStates.Phase(spelled)}{rest}", word);
        }

        Phases.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Vpcs = new("""
        state             | meaning
        -, CREATED        | usable
        ERROR             | unusable
        DELETING, DELETED | unusable, leaving
        *                 | building
        """);

    /// <summary>Timescale Cloud's words come in capitals here; no word at all is the older form of its API.</summary>
    [Fact]
    public void Each_word_of_Timescale_Cloud_for_a_VPC_has_its_meaning()
    {
        foreach (var word in new[] { "", "CREATED", "ERROR", "DELETING", "DELETED", "CREATING", "A_WORD_OF_LATER" })
        {
            string[] meanings =
            [
                TigerVpcStates.IsUnusable(word) ? "unusable" : TigerVpcStates.IsBuilding(word) ? "building" : "usable",
                .. TigerVpcStates.IsLeaving(word) ? (string[])["leaving"] : [],
            ];
            Vpcs.Check(string.Join(", ", meanings), word);
            Assert.False(TigerVpcStates.IsUnusable(word) && TigerVpcStates.IsBuilding(word));
        }

        Vpcs.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Connections = new("""
        state                              | is dead
        deleted, rejected, failed, expired | True
        *                                  | False
        """);

    [Fact]
    public void Each_word_of_AWS_for_a_connection_has_its_meaning()
    {
        string?[] words =
        [
            null, "initiating-request", "pending-acceptance", "provisioning", "active", "deleting", "deleted",
            "rejected", "failed", "expired", "a-word-of-later",
        ];
        foreach (var word in words)
        foreach (var spelled in new[] { word, word?.ToUpperInvariant() })
            Connections.Check(Ec2PeeringStates.IsDead(spelled), word);

        Connections.CheckAllRowsDecided();
    }
}

using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Peerings;
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
        DELETING              | Deleting: Deleting
        *                     | Working
        """);

    [Fact]
    public void Each_word_of_the_managed_service_for_a_peering_has_its_phase()
    {
        string?[] words =
        [
            null, "", "PENDING_PEER", "ACTIVE", "INVALID_SPECIFICATION", "REJECTED_BY_PEER", "ERROR", "DELETED_BY_PEER",
            "DELETED", "DELETING", "APPROVED", "A_WORD_OF_LATER", " ACTIVE", "ACTIVE_",
        ];
        foreach (var word in words)
        foreach (var spelling in new[] { word, word?.ToLowerInvariant() })
        {
            var failure = MstPeeringStates.Failure(spelling);
            var rest = failure == PeeringFailure.None ? "" : $": {failure}";
            Phases.Check($"{MstPeeringStates.Phase(spelling)}{rest}", word);
        }

        Phases.CheckAllRowsDecided();
    }

    /// <summary>A message is a failure, whatever the word; the word may say why.</summary>
    private static readonly DecisionTable TigerPhases = new("""
        state             | message | request in AWS | phase
        TIMEOUT           | *       | *              | Failed: Expired
        DISABLED          | *       | *              | Failed: Disabled
        INVALID           | *       | *              | Failed: Invalid
        DELETING          | there   | *              | Failed: Deleting
        DELETED           | there   | *              | Failed: Deleted
        DELETING          | *       | *              | Deleting: Deleting
        DELETED           | *       | *              | Deleting: Deleted
        *                 | there   | *              | Failed: Invalid
        ACTIVE            | *       | *              | Active
        *                 | *       | False          | Working
        *                 | *       | True           | AwaitingCustomer
        """);

    [Fact]
    public void Each_word_of_Timescale_Cloud_for_a_peering_has_its_phase()
    {
        string[] words =
        [
            "", "PENDING", "ACTIVE", "INVALID", "TIMEOUT", "DISABLED", "DELETING", "DELETED", "A_WORD_OF_LATER",
        ];
        foreach (var word in words)
        foreach (var message in new[] { null, "", "there" })
        foreach (var isRequested in new[] { false, true })
        {
            var id = isRequested ? "pcx-1" : null;
            var failure = TigerPeeringStates.Failure(word, id, message);
            var rest = failure == PeeringFailure.None ? "" : $": {failure}";
            TigerPhases.Check($"{TigerPeeringStates.Phase(word, id, message)}{rest}", word, message, isRequested);
        }

        TigerPhases.CheckAllRowsDecided();
    }

    private static readonly DecisionTable MstVpcs = new("""
        state    | phase
        ACTIVE   | Usable
        DELETING | Deleting
        DELETED  | Deleted
        *        | Building
        """);

    [Fact]
    public void Each_word_of_the_managed_service_for_a_VPC_has_its_phase()
    {
        foreach (var word in new[] { "", "APPROVED", "ACTIVE", "DELETING", "DELETED", "A_WORD_OF_LATER", "ACTIVE_" })
        foreach (var spelling in new[] { word, word.ToLowerInvariant() })
            MstVpcs.Check(MstVpcStates.Phase(spelling), word);

        MstVpcs.CheckAllRowsDecided();
    }

    private static readonly DecisionTable TigerVpcs = new("""
        state    | phase
        -        | Untold
        CREATED  | Usable
        ERROR    | Failed
        DELETING | Deleting
        DELETED  | Deleted
        *        | Building
        """);

    /// <summary>Timescale Cloud's words come in capitals here; no word at all is the older form of its API.</summary>
    [Fact]
    public void Each_word_of_Timescale_Cloud_for_a_VPC_has_its_phase()
    {
        foreach (var word in new[] { "", "CREATED", "ERROR", "DELETING", "DELETED", "CREATING", "A_WORD_OF_LATER" })
            TigerVpcs.Check(TigerVpcStates.Phase(word), word);

        TigerVpcs.CheckAllRowsDecided();
    }

    private static readonly DecisionTable NextSteps = new("""
        phase          | next step
        Untold, Usable | Add-VpcPeering -AwsVpc ID.
        *              | Timescale must act: the VPC is WORD.
        """);

    /// <summary>Whatever the word of its platform, a VPC is peered once it is made, or says nothing.</summary>
    [Fact]
    public void A_VPC_says_by_its_phase_who_must_act()
    {
        foreach (var phase in Enum.GetValues<VpcPhase>())
            NextSteps.Check(new Vpc { State = "WORD", Phase = phase, Cloud = Cloud.Aws }.NextStep!, phase);

        NextSteps.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Items = new("""
        state             | items
        DELETED, DELETING | 0
        *                 | 1
        """);

    /// <summary>A half that is deleted, or will be, is nothing that an undo has left.</summary>
    [Fact]
    public void A_half_that_is_gone_is_in_no_inventory()
    {
        foreach (var word in new[] { "ACTIVE", "DELETED_BY_PEER", "DELETING", "DELETED" })
        {
            PlatformPeering[] halves =
            [
                new() { Phase = MstPeeringStates.Phase(word), Failure = MstPeeringStates.Failure(word) },
                new()
                {
                    Phase = TigerPeeringStates.Phase(word, "pcx-1", null),
                    Failure = TigerPeeringStates.Failure(word, "pcx-1", null),
                },
            ];
            foreach (var half in halves)
                Items.Check(PlatformItems.Of(new(), half, "prod").Count(), word);
        }

        Items.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Connections = new("""
        state                              | meaning
        deleted, rejected, failed, expired | Dead, for good
        deleting, -                        | Dead
        active                             | Standing
        *                                  | Pending
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
        {
            var rest = Ec2PeeringStates.IsDead(word) ? ", for good" : "";
            Connections.Check($"{AwsPeerings.HalfOf(word)}{rest}", word);
            Assert.Equal(Ec2PeeringStates.IsDead(word), Ec2PeeringStates.IsDead(word?.ToUpperInvariant()));
        }

        Connections.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Links = new("""
        state        | half
        -            | Missing
        Connected    | Standing
        Disconnected | Dead
        *            | Pending
        """);

    [Fact]
    public void Each_word_of_Azure_for_a_link_has_its_meaning()
    {
        foreach (var word in new[] { null, "Initiated", "Connected", "Disconnected", "AWordOfLater" })
        foreach (var spelling in new[] { word, word?.ToUpperInvariant() })
            Links.Check(AzurePeerings.HalfOf(spelling), word);

        Links.CheckAllRowsDecided();
    }
}

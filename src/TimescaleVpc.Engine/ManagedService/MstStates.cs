using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service's states of a VPC. The list is open: an unknown word means waiting.</summary>
internal static class MstVpcStates
{
    public static VpcPhase Phase(string state) => state.ToUpperInvariant() switch
    {
        "ACTIVE" => VpcPhase.Usable,
        "DELETED" => VpcPhase.Deleted,
        var word => word.StartsWith("DELET", StringComparison.Ordinal) ? VpcPhase.Deleting : VpcPhase.Building,
    };
}

/// <summary>
/// The managed service's states of a peering connection. The list is open: an unknown word means waiting.
/// </summary>
internal static class MstPeeringStates
{
    private const string InvalidSpecification = "INVALID_SPECIFICATION";
    private const string RejectedByPeer = "REJECTED_BY_PEER";
    private const string DeletedByPeer = "DELETED_BY_PEER";
    private const string Error = "ERROR";

    public static PeeringPhase Phase(string? state) => state?.ToUpperInvariant() switch
    {
        null or "" => PeeringPhase.None,
        "PENDING_PEER" => PeeringPhase.AwaitingCustomer,
        "ACTIVE" => PeeringPhase.Active,
        InvalidSpecification or RejectedByPeer or Error => PeeringPhase.Failed,
        DeletedByPeer or "DELETED" => PeeringPhase.Gone,
        "DELETING" => PeeringPhase.Deleting,
        _ => PeeringPhase.Working,
    };

    public static PeeringFailure Failure(string? state) => state?.ToUpperInvariant() switch
    {
        InvalidSpecification => PeeringFailure.Invalid,
        RejectedByPeer => PeeringFailure.Rejected,
        DeletedByPeer => PeeringFailure.DeletedByPeer,
        Error => PeeringFailure.Error,
        "DELETING" => PeeringFailure.Deleting,
        "DELETED" => PeeringFailure.Deleted,
        _ => PeeringFailure.None,
    };
}

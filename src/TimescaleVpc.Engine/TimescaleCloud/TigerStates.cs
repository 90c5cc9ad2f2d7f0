using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Timescale Cloud's states of a VPC, in capitals. The list is open: an unknown word means waiting. No word at all is
/// the older form of the API.
/// </summary>
internal static class TigerVpcStates
{
    public static VpcPhase Phase(string state) => state switch
    {
        "" => VpcPhase.Untold,
        "CREATED" => VpcPhase.Usable,
        "ERROR" => VpcPhase.Failed,
        "DELETING" => VpcPhase.Deleting,
        "DELETED" => VpcPhase.Deleted,
        _ => VpcPhase.Building,
    };
}

/// <summary>
/// Timescale Cloud's states of a peering, in capitals. The list is open: an unknown word means waiting, and no word at
/// all is the older form of the API.
/// </summary>
internal static class TigerPeeringStates
{
    /// <summary>Failure is looked at first: it may come before there is any request in AWS.</summary>
    public static PeeringPhase Phase(string state, string? awsPeeringId, string? message) => state switch
    {
        "INVALID" or "TIMEOUT" or "DISABLED" => PeeringPhase.Failed,
        _ when !string.IsNullOrEmpty(message) => PeeringPhase.Failed,
        "ACTIVE" => PeeringPhase.Active,
        "DELETING" or "DELETED" => PeeringPhase.Deleting,
        _ => awsPeeringId is null ? PeeringPhase.Working : PeeringPhase.AwaitingCustomer,
    };

    public static PeeringFailure Failure(string state, string? awsPeeringId, string? message) => state switch
    {
        "TIMEOUT" => PeeringFailure.Expired,
        "DISABLED" => PeeringFailure.Disabled,
        "DELETING" => PeeringFailure.Deleting,
        "DELETED" => PeeringFailure.Deleted,
        _ => Phase(state, awsPeeringId, message) == PeeringPhase.Failed
            ? PeeringFailure.Invalid : PeeringFailure.None,
    };
}

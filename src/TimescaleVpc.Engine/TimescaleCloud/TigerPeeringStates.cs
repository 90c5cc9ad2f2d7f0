using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Timescale Cloud's states of a peering, in capitals. The list is open: an unknown word means waiting, and no word at
/// all is the older form of the API.
/// </summary>
internal static class TigerPeeringStates
{
    /// <summary>Failure is looked at first: it may come before there is any request in AWS.</summary>
    public static PeeringPhase Phase(TigerPeering peering, string state) => state switch
    {
        "INVALID" or "TIMEOUT" or "DISABLED" => PeeringPhase.Failed,
        _ when !string.IsNullOrEmpty(peering.ErrorMessage) => PeeringPhase.Failed,
        "ACTIVE" => PeeringPhase.Active,
        "DELETING" or "DELETED" => PeeringPhase.Deleting,
        _ => peering.ProvisionedId is null ? PeeringPhase.Working : PeeringPhase.AwaitingCustomer,
    };

    public static PeeringFailure Failure(TigerPeering peering, string state) => state switch
    {
        "TIMEOUT" => PeeringFailure.Expired,
        "DISABLED" => PeeringFailure.Disabled,
        "DELETING" or "DELETED" => PeeringFailure.Deleted,
        _ => Phase(peering, state) == PeeringPhase.Failed ? PeeringFailure.Invalid : PeeringFailure.None,
    };
}

namespace TimescaleVpc.Engine.Platforms;

/// <summary>The meaning of the states of a peering connection.</summary>
internal enum PeeringPhase
{
    /// <summary>There is no connection.</summary>
    None,

    /// <summary>The platform is at work, or says a word that we do not know: wait.</summary>
    Working,

    /// <summary>The customer's half is missing: our turn.</summary>
    AwaitingCustomer,

    /// <summary>Both halves stand.</summary>
    Active,

    /// <summary>The platform could not do it; it can be asked again.</summary>
    Failed,

    /// <summary>It stood, and was taken away.</summary>
    Gone,

    /// <summary>It is going away on the platform.</summary>
    Deleting,
}

/// <summary>
/// The managed service's states of a peering connection. The list is open: an unknown word means waiting.
/// </summary>
internal static class PeeringStates
{
    public const string Active = "ACTIVE";
    public const string PendingPeer = "PENDING_PEER";
    public const string InvalidSpecification = "INVALID_SPECIFICATION";
    public const string RejectedByPeer = "REJECTED_BY_PEER";
    public const string DeletedByPeer = "DELETED_BY_PEER";
    public const string Error = "ERROR";

    public static PeeringPhase Phase(string? state) => state?.ToUpperInvariant() switch
    {
        null or "" => PeeringPhase.None,
        PendingPeer => PeeringPhase.AwaitingCustomer,
        Active => PeeringPhase.Active,
        InvalidSpecification or RejectedByPeer or Error => PeeringPhase.Failed,
        DeletedByPeer or "DELETED" => PeeringPhase.Gone,
        "DELETING" => PeeringPhase.Deleting,
        _ => PeeringPhase.Working,
    };

    /// <summary>The two words for "Azure did not let us", which Azure also says while a new role spreads.</summary>
    public static bool MayBePropagation(string? state) =>
        Same(state, InvalidSpecification) || Same(state, RejectedByPeer);
}

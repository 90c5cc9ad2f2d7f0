namespace TimescaleVpc.Engine.Platforms;

/// <summary>The meaning of a platform's state of a peering, the same for all platforms.</summary>
internal enum PeeringPhase
{
    /// <summary>The platform has no such peering.</summary>
    None,

    /// <summary>The platform is at work, or says a word that is not known: wait.</summary>
    Working,

    /// <summary>The customer's half is missing.</summary>
    AwaitingCustomer,

    /// <summary>Both halves stand.</summary>
    Active,

    /// <summary>The platform could not do it; it can be asked again.</summary>
    Failed,

    /// <summary>It stood, and was taken away.</summary>
    Gone,

    /// <summary>The platform is deleting it.</summary>
    Deleting,
}

/// <summary>Why a peering is not, and will not become, active.</summary>
internal enum PeeringFailure
{
    None,

    /// <summary>The platform could not make its half as it was asked.</summary>
    Invalid,

    /// <summary>The customer's cloud refused the platform's half.</summary>
    Rejected,

    /// <summary>The request in AWS was not accepted in time.</summary>
    Expired,

    /// <summary>The platform has disabled it.</summary>
    Disabled,

    /// <summary>The customer's half was deleted.</summary>
    DeletedByPeer,

    /// <summary>The platform reports an error of its own.</summary>
    Error,

    /// <summary>The platform is deleting it.</summary>
    Deleting,

    /// <summary>The platform has deleted it, and may still list it.</summary>
    Deleted,
}

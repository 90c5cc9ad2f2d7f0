namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// The links of the chain from a client to the service, in the order in which one depends on the other. A problem in
/// one explains those in the links after it, which are left out then.
/// </summary>
internal enum ChainLink
{
    /// <summary>The platform's VPC.</summary>
    Vpc,

    /// <summary>Applications, roles and keys.</summary>
    Directory,

    /// <summary>The platform's half.</summary>
    PlatformHalf,

    /// <summary>The customer's half.</summary>
    CustomerHalf,

    /// <summary>Routes, groups and lists on the way.</summary>
    Path,

    /// <summary>The service: where it is, and whom it lets in.</summary>
    Service,

    /// <summary>What stands apart from the chain: each is reported, whatever else is wrong.</summary>
    Apart,
}

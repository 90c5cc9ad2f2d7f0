namespace TimescaleVpc;

/// <summary>
/// Something that is wrong with a peering, or would be, or is not known: with the evidence, the cause, and what repairs
/// it.
/// </summary>
public sealed record PeeringFinding : ISessionBound, ILabelled
{
    /// <summary>The kind of finding. It stays the same, like an ErrorId.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>
    /// How much it weighs: <c>Problem</c> stops the peering or its traffic now; <c>Warning</c> is less safe than it was
    /// made, or does not last; <c>Notice</c> is under way or worth knowing; <c>Unknown</c> could not be read.
    /// </summary>
    public string Severity { get; internal init; } = "";

    /// <summary>The subject in readable words: a peering, a service, or what could not be read.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>The id of the very thing, on its own platform; null if it has none.</summary>
    public string? SubjectId { get; internal init; }

    /// <summary>What was read.</summary>
    public FindingEvidence[] Evidence { get; internal init; } = [];

    /// <summary>What is wrong, and why.</summary>
    public string Cause { get; internal init; } = "";

    /// <summary>What repairs it.</summary>
    public string Remedy { get; internal init; } = "";

    /// <summary>The command line for that, which can be run as it is; null if none does it.</summary>
    public string? Command { get; internal init; }

    /// <summary>The party that must act: <c>You</c>, <c>Platform</c>, <c>Identity team</c> and so on.</summary>
    public string Turn { get; internal init; } = "";

    /// <summary>Whether Repair-VpcPeering repairs it.</summary>
    public bool CanRepair { get; internal init; }

    /// <summary>Its section in the documentation.</summary>
    public string Link { get; internal init; } = "";

    /// <summary>The platform of the peering's VPC; empty if it concerns no peering.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The project of the peering's VPC.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>The peering's VPC; empty if it concerns no peering.</summary>
    public string VpcId { get; internal init; } = "";

    /// <summary>The peering's network: the ARM id of the VNet, or the id of the AWS VPC; null if none.</summary>
    public string? NetworkId { get; internal init; }

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>Kind and subject.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Id} {Subject}";
}

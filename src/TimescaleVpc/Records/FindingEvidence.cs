namespace TimescaleVpc;

/// <summary>One observation that a finding rests on.</summary>
public sealed record FindingEvidence : ILabelled
{
    /// <summary>What was read, for example <c>the network security groups</c>.</summary>
    public string What { get; internal init; } = "";

    /// <summary>Where it was read: a project, subscription, tenant, or account and region.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>When it was read, UTC.</summary>
    public DateTime At { get; internal init; }

    /// <summary>What it said: a value, or the platform's own words.</summary>
    public string Said { get; internal init; } = "";

    /// <summary>All of it in one line.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{What} ({Where}, {At:u}): {Said}";
}

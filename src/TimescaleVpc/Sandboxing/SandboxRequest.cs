namespace TimescaleVpc;

/// <summary>One request that reached the sandbox.</summary>
public sealed record SandboxRequest : ILabelled
{
    /// <summary>1 for the first request of the world.</summary>
    public int Number { get; internal init; }

    /// <summary>Virtual time of arrival, UTC.</summary>
    public DateTime Time { get; internal init; }

    /// <summary>The kind, for example <c>Arm.PutPeering</c>; <c>Unknown</c> for a path that is not served.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>The HTTP method.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>The host.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>Path and query.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The HTTP status of the answer; 0 if the answer was lost.</summary>
    public int Status { get; internal init; }

    /// <summary>
    /// True for every method but GET and HEAD; token endpoints, EC2 Describe and DryRun, and the managed service's
    /// refresh of peerings excepted.
    /// </summary>
    public bool Mutates { get; internal init; }

    /// <summary>
    /// The caller: an Azure user or application, an AWS user or role; empty where the platform has one key only.
    /// </summary>
    public string Caller { get; internal init; } = "";

    /// <summary>The rights that the platform checked for it, separated by commas; empty if it checked none.</summary>
    public string Permissions { get; internal init; } = "";

    /// <summary>The fault that has struck it, for tests; null if none has.</summary>
    internal SandboxFault? Fault { get; init; }

    /// <summary>Method, host, path and status.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Method} {Host}{Path} {Status}";
}

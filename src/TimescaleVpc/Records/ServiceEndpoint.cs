namespace TimescaleVpc;

/// <summary>One way into a service.</summary>
public sealed record ServiceEndpoint : ILabelled
{
    /// <summary><c>primary</c>, <c>pooler</c>, <c>replica</c> or <c>replica pooler</c>.</summary>
    public string Role { get; internal init; } = "";

    /// <summary>The host name.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The TCP port.</summary>
    public int Port { get; internal init; }

    /// <summary>Role, host and port.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Role} {Host}:{Port}";
}

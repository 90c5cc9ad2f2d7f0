namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A service as the managed service reports it.</summary>
internal sealed record MstService
{
    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public string? CloudName { get; init; }

    public string State { get; init; } = "";

    public string? VpcId { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    public string? UserName { get; init; }

    public string? Database { get; init; }

    /// <summary>
    /// The ranges and addresses that it takes connections from, over a peering too; null where that is not shown.
    /// </summary>
    public IReadOnlyList<string>? IpFilter { get; init; }

    /// <summary>The name under which it is on the internet as well; null where it is not, or not shown.</summary>
    public string? PublicHost { get; init; }

    /// <summary>Read only where a login is tried. Never copied into a public record.</summary>
    public Secret? Password { get; init; }

    /// <summary>It runs, and another move may begin.</summary>
    public bool IsSettled => Same(State, "RUNNING");
}

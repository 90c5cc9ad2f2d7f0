namespace TimescaleVpc;

/// <summary>
/// New-VpcSandbox. Items: null makes a world, a <see cref="VpcSandbox"/> is changed. Emits the world. It needs no
/// session.
/// </summary>
internal sealed record BuildSandboxRequest : StageRequest
{
    /// <summary>Decides all ids that the simulated platforms make up.</summary>
    public int? Seed { get; init; }

    /// <summary>Leaves out all networks and services of the default world.</summary>
    public bool Empty { get; init; }

    /// <summary>The parts to add, in this order: all of them, or none.</summary>
    public IReadOnlyList<SandboxPart> Parts { get; init; } = [];
}

/// <summary>
/// Start-VpcSandbox. Items: null, or the <see cref="VpcSandbox"/> that the server takes over. Emits a
/// <see cref="SandboxServer"/> whose process ends with this one, or with the stage if no runspace owns it. It needs no
/// session.
/// </summary>
internal sealed record StartServerRequest : StageRequest
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The port for plain http; 0 takes a free one, null has none.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Whether the sandbox's time begins with this machine's.</summary>
    public bool StartNow { get; init; }

    /// <summary>Seconds that pass in the sandbox for each real one.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Decides all ids that the simulated platforms make up.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The file for others to join with, its whole path; null writes none.</summary>
    public string? ConnectionFile { get; init; }

    /// <summary>The latency of requests, as an option of the server.</summary>
    public string Latency { get; init; } = "zero";
}

/// <summary>Stop-VpcSandbox. Items: <see cref="SandboxServerRef"/>. It needs no session.</summary>
internal sealed record StopServerRequest : StageRequest
{
    /// <summary>Whether what was stopped is emitted.</summary>
    public bool PassThru { get; init; }
}

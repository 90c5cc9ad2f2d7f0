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

    /// <summary>What is put into it, in this order: all of it, or nothing.</summary>
    public IReadOnlyList<SandboxPart> Parts { get; init; } = [];
}

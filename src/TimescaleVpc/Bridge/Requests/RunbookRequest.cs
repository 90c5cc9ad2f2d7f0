namespace TimescaleVpc;

/// <summary>New-VpcRunbook. Emits a <see cref="VpcRunbook"/>.</summary>
internal sealed record RunbookRequest : StageRequest
{
    /// <summary>The full path of the runbook to write.</summary>
    public string Path { get; init; } = "";

    /// <summary>The folder with the templates of the module.</summary>
    public string Templates { get; init; } = "";

    /// <summary>The cloud of the networks, by its title.</summary>
    public string Cloud { get; init; } = "Azure";

    /// <summary>Whether the runbook takes peerings back.</summary>
    public bool Undo { get; init; }

    /// <summary>Whether the runbook looks what has changed, and changes nothing.</summary>
    public bool Drift { get; init; }

    /// <summary>Whether files that are there are overwritten.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Default values for the runbook's parameters: texts, numbers and truth values, in lists and dictionaries.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Defaults { get; init; } = new Dictionary<string, object?>();
}

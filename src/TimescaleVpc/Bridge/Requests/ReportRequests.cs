namespace TimescaleVpc;

/// <summary>
/// Export-VpcReport. Items: null, or a <see cref="PeeringFinding"/>. Emits a <see cref="VpcReport"/>.
/// </summary>
internal sealed record ExportReportRequest : StageRequest
{
    /// <summary>The full path of the report.</summary>
    public string Path { get; init; } = "";

    /// <summary>The full path of a recording to make it from; null makes it from the session.</summary>
    public string? Recording { get; init; }

    /// <summary>Whether names and ids stay what they are.</summary>
    public bool KeepNames { get; init; }

    /// <summary>Whether files that are there are overwritten.</summary>
    public bool Force { get; init; }
}

using System.Text.Json.Nodes;

namespace TimescaleVpc.Engine.Recording;

/// <summary>What a report or a recording holds.</summary>
internal sealed record RecordedRun(RecordedVersions Versions, RecordedSession Session, KeptWire Wire)
{
    /// <summary>The findings of Test-VpcPeering, as data.</summary>
    public JsonArray Findings { get; init; } = [];

    /// <summary>Why it cannot be replayed; null if it can.</summary>
    public string? NotReplayable { get; init; }

    /// <summary>Why the last requests may be missing; null if all are there.</summary>
    public string? Cut { get; init; }
}

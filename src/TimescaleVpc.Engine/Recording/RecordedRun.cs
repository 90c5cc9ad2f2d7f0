using System.Runtime.InteropServices;

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

/// <summary>The versions of what a session ran on.</summary>
internal sealed record RecordedVersions(string Module, string PowerShell, string Dotnet, string System)
{
    /// <param name="powerShell">PowerShell's version, as the cmdlet knows it.</param>
    public static RecordedVersions Here(string? powerShell) => new(
        typeof(RecordedVersions).Assembly.GetName().Version!.ToString(3), powerShell ?? "",
        Environment.Version.ToString(),
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");
}

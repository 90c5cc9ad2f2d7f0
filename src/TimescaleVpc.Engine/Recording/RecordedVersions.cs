using System.Runtime.InteropServices;

namespace TimescaleVpc.Engine.Recording;

/// <summary>The versions of what a session ran on.</summary>
internal sealed record RecordedVersions(string Module, string PowerShell, string Dotnet, string System)
{
    /// <param name="powerShell">PowerShell's version, as the cmdlet knows it.</param>
    public static RecordedVersions Here(string? powerShell) => new(
        typeof(RecordedVersions).Assembly.GetName().Version!.ToString(3), powerShell ?? "",
        Environment.Version.ToString(),
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");
}

using System.Text.Json;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>
/// A part of the Pester suite on the built module, as a part of the tests. There are two, so that none of two
/// processors waits for the other at the end.
/// </summary>
public abstract class PesterSuite(ITestOutputHelper output, Announcement announcement) : IClassFixture<Announcement>
{
    private protected async Task PassesAsync(string part, string selection, string files)
    {
        announcement.Show(PowerShellProcess.Found.Line);
        // Beside the module, so that its count can be added to the tests of this runner.
        var report = Path.Combine(Repository.Root, "out", "pester", $"{part}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);

        var suite = Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Suite.ps1");
        var (exitCode, text) = await PowerShellProcess.RunAsync(
            "-Command", $"& '{suite.Replace("'", "''", StringComparison.Ordinal)}' -Report "
            + $"'{report.Replace("'", "''", StringComparison.Ordinal)}' {selection} {files}");

        output.WriteLine(text);
        Assert.True(File.Exists(report), text);
        using var counts = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        int Count(string name) => counts.RootElement.GetProperty(name).GetInt32();
        announcement.Show(
            $"Pester, {part}: {Count("passed")} passed, {Count("failed")} failed, {Count("skipped")} skipped; " +
            counts.RootElement.GetProperty("runsOn").GetString());
        Assert.True(Count("passed") > 0, text);
        var failures = string.Join('\n', counts.RootElement.GetProperty("failures").EnumerateArray());
        Assert.True(
            Count("failed") == 0 && exitCode == 0,
            $"{Count("failed")} failed, exit code {exitCode}\n{failures}\n\n{text}");
    }
}

/// <summary>Help, documents, and how the module is laid out, packed, installed and loaded.</summary>
public sealed class PesterPackage(ITestOutputHelper output, Announcement announcement)
    : PesterSuite(output, announcement)
{
    internal const string Files = "Help, Docs, Install, Module, Package, RootManifest";

    [PwshFact]
    public Task Passes_in_a_real_PowerShell() => PassesAsync("package", "-Name", Files);
}

/// <summary>What the cmdlets do.</summary>
public sealed class PesterCmdlets(ITestOutputHelper output, Announcement announcement)
    : PesterSuite(output, announcement)
{
    [PwshFact]
    public Task Passes_in_a_real_PowerShell() => PassesAsync("cmdlets", "-Except", PesterPackage.Files);
}

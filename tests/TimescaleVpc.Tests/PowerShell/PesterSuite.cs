using System.Text.Json;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>The Pester suite on the built module, as a part of the tests.</summary>
[Collection(PesterGroup.Name)]
public sealed class PesterSuite(ITestOutputHelper output, Announcement announcement) : IClassFixture<Announcement>
{
    [PwshFact]
    public async Task Passes_in_a_real_PowerShell()
    {
        announcement.Show(PowerShellProcess.Found.Line);
        // Beside the module, so that whoever counts can add it to the tests of this runner.
        var report = Path.Combine(Repository.Root, "out", "pester.json");
        File.Delete(report);

        var (exitCode, text) = await PowerShellProcess.RunAsync(
            "-File", Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Suite.ps1"), "-Report", report);

        output.WriteLine(text);
        Assert.True(File.Exists(report), text);
        using var counts = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        int Count(string name) => counts.RootElement.GetProperty(name).GetInt32();
        announcement.Show($"Pester: {Count("passed")} passed, {Count("failed")} failed, {Count("skipped")} skipped; " +
            counts.RootElement.GetProperty("runsOn").GetString());
        Assert.True(Count("passed") > 0, text);
        Assert.True(Count("failed") == 0 && exitCode == 0, text);
    }
}

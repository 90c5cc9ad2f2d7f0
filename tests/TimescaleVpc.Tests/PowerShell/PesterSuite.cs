using System.Text.Json;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>The Pester suite on the built module, as a part of the tests.</summary>
public sealed class PesterSuite(ITestOutputHelper output)
{
    [PwshFact]
    public void Passes_in_a_real_PowerShell()
    {
        // Beside the module, so that whoever counts can add it to the tests of this runner.
        var report = Path.Combine(Repository.Root, "out", "pester.json");
        File.Delete(report);

        var (exitCode, text) = PowerShellProcess.Run(
            "-File", Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Suite.ps1"), "-Report", report);

        output.WriteLine(text);
        Assert.True(File.Exists(report), text);
        using var counts = JsonDocument.Parse(File.ReadAllText(report));
        Assert.True(counts.RootElement.GetProperty("passed").GetInt32() > 0, text);
        Assert.True(counts.RootElement.GetProperty("failed").GetInt32() == 0 && exitCode == 0, text);
    }
}

using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>A test that needs a real PowerShell with Pester; skipped, with one line, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (PowerShellProcess.Found.Host is null)
            Skip = $"{PowerShellProcess.Found.Line} The Pester suite was not run.";
        else if (!HasPester.Value)
            Skip = $"The build could not get Pester, and none is installed for {PowerShellProcess.Found.Line} " +
                "The Pester suite was not run.";
    }

    private static Lazy<bool> HasPester { get; } = new(() =>
        Directory.Exists(Path.Combine(Repository.Root, "out", "modules", "Pester"))
        || PowerShellProcess.RunAsync("-Command",
            "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5))")
            .GetAwaiter().GetResult().ExitCode == 0);
}

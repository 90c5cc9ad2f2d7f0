using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>A test that needs a real PowerShell with Pester; skipped, with one line, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (Repository.OnPath("pwsh") is null)
            Skip = "No pwsh on PATH: the Pester suite was not run.";
        else if (!HasPester.Value)
            Skip = "pwsh has no Pester 5: the Pester suite was not run (Install-PSResource Pester gets it).";
    }

    private static Lazy<bool> HasPester { get; } = new(() =>
        PowerShellProcess.Run("-Command",
            "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5))")
            .ExitCode == 0);
}

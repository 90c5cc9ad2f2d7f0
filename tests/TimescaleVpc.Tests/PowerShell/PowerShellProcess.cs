using System.Diagnostics;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Runs pwsh as a process of its own.</summary>
internal static class PowerShellProcess
{
    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.OnPath("pwsh")!)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive" }.Concat(arguments)) start.ArgumentList.Add(
            argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }
}

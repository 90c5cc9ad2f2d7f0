using System.Diagnostics;
using TimescaleVpc.Sandbox.Server.PowerShell;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Runs PowerShell as a process of its own, the one that the demo takes.</summary>
internal static class PowerShellProcess
{
    private static readonly Lazy<PowerShellSearch> Search = new(PowerShellSearch.Run);

    /// <summary>Which one it is, or why there is none.</summary>
    public static PowerShellSearch Found => Search.Value;

    public static (int ExitCode, string Output) Run(params string[] arguments) =>
        RunAsync(arguments).GetAwaiter().GetResult();

    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = Found.Host!.Start(arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

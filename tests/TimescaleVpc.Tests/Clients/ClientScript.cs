using System.Collections.Concurrent;
using System.Diagnostics;
using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Clients;

/// <summary>Runs a script of tests/clients with this build's server.</summary>
internal static class ClientScript
{
    private static readonly ConcurrentDictionary<string, string?> Known = [];

    /// <summary>Why a script cannot run here, in its own words; null if it can.</summary>
    public static string? Missing(string name) => Known.GetOrAdd(name, _ =>
    {
        if (Repository.OnPath("bash") is null) return "No bash on this machine.";
        var (code, output) = Run(name, ["--check"]);
        return code == 0 ? null : output.Trim();
    });

    /// <summary>Runs a script that has to succeed, and to say these lines.</summary>
    public static string Check(string name, string[] arguments, params string[] lines)
    {
        var (code, output) = Run(name, arguments);
        Assert.True(code == 0, output);
        Assert.All(lines, line => Assert.Contains(line, output, StringComparison.Ordinal));
        return output;
    }

    /// <summary>
    /// Runs a script for each way to split the work between a person and the module: one way that the commit picks,
    /// all of them at night.
    /// </summary>
    public static void CheckSplits(string name, string[] splits)
    {
        string[] share = Nightly.IsOn ? splits : [splits[Rotation.Pick(splits.Length)]];
        var output = Check(name, share);
        Assert.Equal(share.Length, output.Split("ACTIVE, one of each.").Length - 1);
    }

    private static (int ExitCode, string Output) Run(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "tests", "clients", name));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["SANDBOX_PROGRAM"] = Path.Combine(
            AppContext.BaseDirectory, "TimescaleVpc.Sandbox.Server.dll");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Hang.Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} did not end. {output.Result}{errors.Result}");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>One way through the built module, in a process of its own that is no PowerShell.</summary>
internal sealed record HostRun(int ExitCode, string Output)
{
    /// <param name="dotnet">Which dotnet runs it.</param>
    /// <param name="way">The way, as the host's program knows it.</param>
    /// <param name="environment">All of its environment; null leaves it this process's own.</param>
    /// <param name="killWhen">Completes when the process is to be killed; null lets it come to its end.</param>
    public static async Task<HostRun> OfAsync(
        string dotnet, string[] way, IReadOnlyDictionary<string, string>? environment = null,
        Func<Task>? killWhen = null)
    {
        var start = new ProcessStartInfo(dotnet)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        string[] arguments = ["--roll-forward", "LatestMajor", Program, Path.Combine(Repository.Module, "bin"), .. way];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment) start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Hang.Limit);
        using var giveUp = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        if (killWhen is not null)
        {
            await Task.WhenAny(killWhen(), process.WaitForExitAsync());
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        return new HostRun(process.ExitCode, await output + await errors);
    }

    /// <summary>That it ran where it was meant to, and came to the end.</summary>
    public void Succeeded(string dotnet)
    {
        RanOn(dotnet);
        Assert.True(ExitCode == 0, Output);
    }

    /// <summary>That it ran on the runtime that belongs to this dotnet.</summary>
    public void RanOn(string dotnet)
    {
        var line = Regex.Match(Output, @"^\.NET (\d+)\.");
        Assert.True(line.Success, Output);
        var major = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(dotnet == Runtimes.Net8 ? major == 8 : major > 8, Output);
    }

    /// <summary>Beside these tests, built with them.</summary>
    private static string Program { get; } = Path.Combine(
        Repository.Root, "tests", "TimescaleVpc.Host", Path.GetRelativePath(
            Path.Combine(Repository.Root, "tests", "TimescaleVpc.Tests"), AppContext.BaseDirectory),
        "TimescaleVpc.Host.dll");
}

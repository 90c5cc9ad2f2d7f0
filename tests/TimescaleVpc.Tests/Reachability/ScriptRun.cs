using System.Diagnostics;
using System.Text.Json;
using TimescaleVpc.Engine.Reachability;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>What a run of the generated script by /bin/sh gave.</summary>
internal sealed record ScriptRun(int ExitCode, string Output, string Errors)
{
    private JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string Vantage => Json.GetProperty("vantage").GetString()!;

    public string Dns => Check("dns");

    public string Tcp => Check("tcp");

    public string Tls => Check("tls");

    public string Login => Check("login");

    /// <param name="target">What the script is for; its password goes into the environment.</param>
    /// <param name="ranges">The peered ranges.</param>
    /// <param name="path">A search path instead of this machine's.</param>
    public static async Task<ScriptRun> OfAsync(ProbeTarget target, string[]? ranges = null, string? path = null)
    {
        var script = ProbeScript.Write(target, ranges, secondsPerCheck: 5);
        Assert.DoesNotContain("Canary", script, StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = path ?? $"{start.Environment["PATH"]}:{PostgresBinaries.Folder}";
        start.Environment.Remove("PGPASSWORD");
        if (target.Password is not null)
            start.Environment["PGPASSWORD"] = target.Password;
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        var run = new ScriptRun(shell.ExitCode, output, await errors);
        Assert.Equal("", run.Errors);
        Assert.EndsWith("}\n", output, StringComparison.Ordinal);
        Assert.Single(output, '\n');
        Assert.DoesNotContain("Canary", output, StringComparison.Ordinal);
        return run;
    }

    private string Check(string name)
    {
        var check = Json.GetProperty(name);
        return $"{check.GetProperty("status")}: {check.GetProperty("detail")}";
    }
}

using System.Diagnostics;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Serving;

/// <summary>A real process of the sandbox's program.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The built program.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TimescaleVpc.Sandbox.Server.dll");

    private readonly Process process;

    private ServerProcess(Process process, string line)
    {
        this.process = process;
        Line = line;
        Info = SandboxServer.Parse(line);
    }

    /// <summary>The first line that it wrote.</summary>
    public string Line { get; }

    public SandboxServer Info { get; }

    /// <summary>Starts <c>serve</c>; it ends with this object, and with this process at the latest.</summary>
    public static Task<ServerProcess> StartAsync(params string[] options) => StartAsync([], options);

    /// <summary>As above, with more in its environment.</summary>
    public static async Task<ServerProcess> StartAsync(
        IEnumerable<(string Name, string Value)> environment, params string[] options)
    {
        var process = Launch(environment, ["serve", "--exit-with-stdin", .. options]);
        var line = await process.StandardOutput.ReadLineAsync();
        if (line is null) Assert.Fail(await process.StandardError.ReadToEndAsync());
        return new ServerProcess(process, line);
    }

    /// <summary>Starts the program with any arguments, all streams redirected.</summary>
    public static Process Launch(params string[] arguments) => Launch([], arguments);

    /// <summary>
    /// Starts it as a shell does at its prompt: a shell's background job, which these tests may be, ignores SIGINT, and
    /// so does all that it starts.
    /// </summary>
    public static Process LaunchAtPrompt(params string[] arguments) => OperatingSystem.IsLinux()
        ? Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet"]), [], arguments)
        : Launch(arguments);

    private static Process Launch(IEnumerable<(string Name, string Value)> environment, string[] arguments) =>
        Start(new ProcessStartInfo("dotnet"), environment, arguments);

    private static Process Start(
        ProcessStartInfo start, IEnumerable<(string Name, string Value)> environment, string[] arguments)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // A short run gains nothing from code that is compiled twice, nor from collecting its garbage.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "4000000";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public RemoteWorld Join() => new(Info);

    /// <summary>Its exit code, after a signal or the end of its input.</summary>
    public async Task<int> StopAsync(string? signal = null)
    {
        if (signal is null) process.StandardInput.Close();
        else await Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExitAsync();
        return await EndAsync(process);
    }

    /// <summary>Waits for a process that ought to end by itself soon.</summary>
    public static async Task<int> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Hang.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("The process did not end.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await StopAsync();
        process.Dispose();
    }
}

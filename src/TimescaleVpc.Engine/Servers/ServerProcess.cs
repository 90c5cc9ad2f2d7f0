using System.ComponentModel;
using System.Diagnostics;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Servers;

/// <summary>
/// A server as a child of this process. Its standard input is a pipe from here: it ends with the pipe, and the system
/// closes the pipe with this process, however that ends.
/// </summary>
internal sealed class ServerProcess(string dotnet, Process process) : IServerProcess
{
    /// <summary>The time in which a server must end. Its own limit for requests in progress is two seconds.</summary>
    internal static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(8);

    // The exit code of .NET's host for a missing framework: 0x80008096, of which Unix keeps the last byte.
    private const int FrameworkMissing = 0x96;

    // The environment variables that a .NET program needs. No others are passed on, above all no tokens and keys.
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "TZ",
        "APPDATA", "LOCALAPPDATA", "ProgramData", "SystemDrive", "SystemRoot", "TEMP", "TMP", "USERPROFILE", "windir",
    };

    private readonly Task<string> complaints = process.StandardError.ReadToEndAsync();
    private SandboxServer? readyServer;

    public bool IsKept { get; set; }

    /// <summary>The file that the server wrote for others to join with; null if none was asked for.</summary>
    public string? ConnectionFile { get; set; }

    public bool HasExited => process.HasExited;

    /// <summary>Starts the server's program, which is laid out beside the engine.</summary>
    public static ServerProcess Start(string dotnet, IEnumerable<string> options)
    {
        var folder = Path.GetDirectoryName(typeof(ServerProcess).Assembly.Location)!;
        var program = Path.Combine(folder, "TimescaleVpc.Sandbox.Server.dll");
        var start = new ProcessStartInfo(dotnet, [program, "serve", .. options, "--exit-with-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // On Windows, a console of its own: Ctrl+C in ours does not reach it.
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        foreach (var name in start.Environment.Keys.Where(name => !IsPassed(name)).ToArray())
            start.Environment.Remove(name);
        // Pipes of .NET's debugger would stay in the temporary folder if the server is killed.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        try
        {
            return new ServerProcess(dotnet, Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            throw Catalogue.SandboxServerFailed.For(dotnet, error.Message);
        }
    }

    /// <summary>The server's address, once it is ready.</summary>
    public async Task<SandboxServer> ReadyAsync(CancellationToken cancel)
    {
        var line = await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(cancel);
        if (line is null) throw await FailedAsync(cancel);
        try
        {
            return readyServer = SandboxServer.Parse(line) with { Process = this };
        }
        catch (FormatException error)
        {
            throw Catalogue.SandboxServerFailed.For(dotnet, $"it wrote what cannot be read: {error.Message}");
        }
    }

    /// <summary>
    /// Requests it to end, and kills it if it does not. During its start it is killed at once, since it has no clients.
    /// </summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(readyServer is not null ? EndLimit : TimeSpan.Zero);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            // It had no time to do so itself.
            foreach (var file in new[] { readyServer?.Certificate, ConnectionFile })
                if (File.Exists(file)) File.Delete(file);
        }
    }

    public void Dispose() => _ = EndAsync();

    private static bool IsPassed(string name) =>
        Passed.Contains(name) || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LC_", StringComparison.Ordinal);

    private async Task<TimescaleVpcException> FailedAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        if ((process.ExitCode & 0xFF) == FrameworkMissing)
            return Catalogue.DotnetRuntimeMissing.For(dotnet, dotnet);
        var text = (await complaints).Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.Length > 0) ?? $"exit code {process.ExitCode}";
        return Catalogue.SandboxServerFailed.For(dotnet, text.TrimEnd('.'));
    }
}

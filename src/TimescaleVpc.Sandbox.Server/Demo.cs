using System.Diagnostics;

namespace TimescaleVpc.Sandbox.Server;

/// <summary>
/// The main job on the sandbox: through the real module in a real PowerShell where there is one, through the engine
/// where there is none.
/// </summary>
internal static class Demo
{
    public static async Task<int> RunAsync(string? server)
    {
        var module = FindModule();
        var pwsh = FindOnPath("pwsh");
        if (pwsh is not null && module is not null) return await RunPowerShellAsync(pwsh, module, server);

        Console.WriteLine(pwsh is null
            ? "No pwsh on PATH: the demo runs through the engine's own API, without PowerShell."
            : "The built module was not found in out/TimescaleVpc: the demo runs through the engine's own API.");
        return await EngineDemo.RunAsync(server);
    }

    private static async Task<int> RunPowerShellAsync(string pwsh, string module, string? server)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "demo.ps1");
        var start = new ProcessStartInfo(pwsh) { UseShellExecute = false };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-File", script, "-Module", module })
            start.ArgumentList.Add(argument);
        if (server is not null)
        {
            start.ArgumentList.Add("-SandboxServer");
            start.ArgumentList.Add(server);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The module that the build laid out, upwards from this program.</summary>
    private static string? FindModule()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "out", "TimescaleVpc", "TimescaleVpc.psd1");
            if (File.Exists(manifest)) return manifest;
        }

        return null;
    }

    private static string? FindOnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}

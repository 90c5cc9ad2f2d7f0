using System.Diagnostics;
using TimescaleVpc.Sandbox.Server.PowerShell;

namespace TimescaleVpc.Sandbox.Server;

/// <summary>
/// The main job on the sandbox: through the real module in a real PowerShell where there is one, through the engine
/// where there is none.
/// </summary>
internal static class Demo
{
    public static async Task<int> RunAsync(string? server)
    {
        var module = OutFolder.Find("TimescaleVpc", "TimescaleVpc.psd1");
        var search = PowerShellSearch.Run();
        Terminal.Line(search.Line);
        if (search.Host is not null && module is not null) return await RunPowerShellAsync(search.Host, module, server);

        Terminal.Line(search.Host is null
            ? "The demo runs through the engine's own API, without PowerShell."
            : "The built module was not found in out/TimescaleVpc: the demo runs through the engine's own API.");
        return await EngineDemo.RunAsync(server);
    }

    private static async Task<int> RunPowerShellAsync(PowerShellHost host, string module, string? server)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "demo.ps1");
        string[] onServer = server is null ? [] : ["-SandboxServer", server];
        using var process = Process.Start(host.Start(["-File", script, "-Module", module, .. onServer]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

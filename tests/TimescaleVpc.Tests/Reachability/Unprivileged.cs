using System.Diagnostics;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>
/// Runs PostgreSQL's programs as an unprivileged user where the tests run as root, as PostgreSQL requires.
/// </summary>
internal static class Unprivileged
{
    private static readonly string? User = !Environment.IsPrivilegedProcess
        ? null
        : Array.Find(["postgres", "nobody"], name => File.ReadLines("/etc/passwd").Any(
            line => line.StartsWith(name + ':', StringComparison.Ordinal)));

    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        // setpriv becomes the program, under the same process id; runuser would stay in between.
        if (User is not null)
            foreach (var part in new[] { "setpriv", $"--reuid={User}", $"--regid={GroupOfUser()}", "--clear-groups" })
                start.ArgumentList.Add(part);
        start.ArgumentList.Add(Path.Combine(PostgresBinaries.Folder!, program));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.FileName = start.ArgumentList[0];
        start.ArgumentList.RemoveAt(0);
        return Process.Start(start)!;
    }

    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {error}{await output}");
    }

    /// <summary>Makes a folder the user's own.</summary>
    public static void Give(string folder)
    {
        if (User is null)
            return;
        using var chown = Process.Start("chown", ["-R", User, folder]);
        chown.WaitForExit();
    }

    private static string GroupOfUser() =>
        File.ReadLines("/etc/passwd").First(l => l.StartsWith(User + ':', StringComparison.Ordinal)).Split(':')[3];
}

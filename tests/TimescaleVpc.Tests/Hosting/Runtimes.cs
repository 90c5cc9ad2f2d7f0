using System.Diagnostics;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>The .NET runtimes that the module is tried on.</summary>
internal static class Runtimes
{
    private static readonly string Folder = Path.Combine(Repository.Root, "out", "dotnet8");
    private static readonly Lazy<(string? Program, string Reason)> LaidOut = new(LayOut);

    /// <summary>The SDK's dotnet.</summary>
    public static string Newest { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path
        : Repository.OnPath("dotnet") ?? "dotnet";

    /// <summary>The dotnet of a .NET 8, the oldest that the module supports; null if it cannot be had here.</summary>
    public static string? Net8 => LaidOut.Value.Program;

    /// <summary>Why there is no .NET 8.</summary>
    public static string WhyNoNet8 => LaidOut.Value.Reason;

    /// <summary>Where the libraries of the .NET 8 are.</summary>
    public static string Net8Libraries => LibrariesOf(Folder);

    /// <summary>Where those of the SDK's newest .NET are.</summary>
    public static string NewestLibraries =>
        LibrariesOf(Path.GetDirectoryName(File.ResolveLinkTarget(Newest, true)?.FullName ?? Newest)!);

    private static string LibrariesOf(string folder) =>
        Directory.GetDirectories(Path.Combine(folder, "shared", "Microsoft.NETCore.App"))
            .MaxBy(path => Version.Parse(Path.GetFileName(path).Split('-')[0]))!;

    private static (string?, string) LayOut()
    {
        var program = Path.Combine(Folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        if (File.Exists(Path.Combine(Folder, "versions.txt"))) return (program, "");

        // At the first run only: two packages, and a copy of their files.
        var start = new ProcessStartInfo(Newest)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        string[] arguments =
        [
            "build", Path.Combine(Repository.Root, "tests", "Net8Runtime"), "-t:LayOut", "-v:q", "-nologo", "-nr:false",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var build = Process.Start(start)!;
        build.StandardInput.Close();
        var (output, errors) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        build.WaitForExit();
        var lines = (output.Result + errors.Result).Trim().Split('\n');
        return build.ExitCode == 0
            ? (program, "")
            : (null, $"No .NET 8 here, its runtime packs cannot be had: {lines.First().Trim()}");
    }
}

namespace TimescaleVpc.Engine.Servers;

/// <summary>
/// The machine's own .NET, which runs the server's program: PowerShell's cannot run a second program.
/// </summary>
internal static class Dotnet
{
    private const UnixFileMode Execute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file name of the program on this system.</summary>
    public static string Name => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The first one in the folders of PATH, else the one in DOTNET_ROOT; null if there is none.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Append(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "")
            // A folder that depends on where one happens to be is none to start programs from.
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, Name))
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Execute) != 0);
}

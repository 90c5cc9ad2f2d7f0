using System.Runtime.InteropServices;
using TimescaleVpc.Engine.Servers;

namespace TimescaleVpc.Sandbox.Server.PowerShell;

/// <summary>Finds the PowerShell of the demo and the tests: pwsh on PATH, otherwise the package of the build.</summary>
internal sealed record PowerShellSearch(PowerShellHost? Host, string Line)
{
    private static readonly Version Oldest = new(7, 4);

    /// <summary>The choice on this machine.</summary>
    public static PowerShellSearch Run() =>
        Run(Environment.GetEnvironmentVariable("PATH") ?? "", OutFolder.Find("powershell", "pwsh.txt"), Dotnets(),
            OutFolder.Find("powershell", "missing.txt"));

    /// <param name="path">The folders to search, in the form of PATH.</param>
    /// <param name="packageFile">
    /// The file in which the build names the package's assembly; null if there is none.
    /// </param>
    /// <param name="dotnets">What may run that assembly: whether it can shows when it is tried.</param>
    /// <param name="why"> The file with the reason for a missing package; null if there is none. </param>
    public static PowerShellSearch Run(
        string path, string? packageFile, IEnumerable<string> dotnets, string? why = null)
    {
        var passedOver = "";
        foreach (var program in OnPath(path))
        {
            var host = PowerShellHost.Try(program);
            if (host is not null && IsNewEnough(host.Version))
                return new(host, $"PowerShell {host.Version}: {program}.{passedOver}");
            passedOver += host is null
                ? $" {program} was passed over: it does not run."
                : $" {program} was passed over: {host.Version} is older than {Oldest}.";
        }

        var assembly = packageFile is null ? null : File.ReadAllText(packageFile).Trim();
        if (assembly is null || !File.Exists(assembly))
        {
            return new(null, $"No PowerShell {Oldest} or later is on PATH, and the build could not get one" +
                $"{(why is null ? "" : $" ({File.ReadAllText(why).Trim().TrimEnd('.')})")}.{passedOver}");
        }

        var package = dotnets.Select(dotnet => PowerShellHost.Try(dotnet, assembly)).FirstOrDefault(
            host => host is not null);
        return package is null
            ? new(null, $"No PowerShell {Oldest} or later is on PATH, and this .NET cannot run {assembly}.{passedOver}")
            : new(package, $"PowerShell {package.Version}: {assembly}.{passedOver}");
    }

    private static bool IsNewEnough(string version) =>
        System.Version.TryParse(version.Split('-', '+')[0], out var number) && number >= Oldest;

    private static IEnumerable<string> OnPath(string path)
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists)
            .Distinct();
    }

    // The SDK's own comes first: a program may run on another .NET than the one that it was built with.
    private static IEnumerable<string> Dotnets() =>
        new[]
        {
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", Dotnet.Name)),
            Dotnet.Find(),
        }.OfType<string>().Where(File.Exists).Distinct();
}

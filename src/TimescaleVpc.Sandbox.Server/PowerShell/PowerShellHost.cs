using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Server.PowerShell;

/// <summary>
/// A PowerShell that can be started: a program (an apphost, or the command of a dotnet tool), or an assembly that
/// dotnet runs, like that of the tool's package.
/// </summary>
internal sealed partial record PowerShellHost(string Program, string? Assembly, string Version)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The program and, if there is one, its assembly.</summary>
    public IReadOnlyList<string> Command => Assembly is null ? [Program] : [Program, Assembly];

    /// <summary>The start information that runs it with the arguments, without a profile and without prompts.</summary>
    public ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var start = Plain(Program, Assembly, ["-NoProfile", "-NonInteractive", .. arguments]);
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    /// <summary>The same with the version that it reports; null if it reports none.</summary>
    public static PowerShellHost? Try(string program, string? assembly = null)
    {
        var start = Plain(program, assembly, ["--version"]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!output.Wait(Patience) || !process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            var version = VersionLine().Match(output.Result);
            return version.Success && process.ExitCode == 0 ? new(program, assembly, version.Groups[1].Value) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not a program, or not one for this machine.
            return null;
        }
    }

    private static ProcessStartInfo Plain(string program, string? assembly, IEnumerable<string> arguments) =>
        new(program, assembly is null ? arguments : arguments.Prepend(assembly)) { UseShellExecute = false };

    [GeneratedRegex(@"^PowerShell (\d+\.\d+\.\d+\S*)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}

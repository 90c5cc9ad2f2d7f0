using TimescaleVpc.Sandbox.Server.PowerShell;

namespace TimescaleVpc.Tests.PowerShell;

/// <summary>Which PowerShell is used. Shell scripts that only say a version stand for the programs.</summary>
public sealed class PowerShellSearchTests : IDisposable
{
    private const string Brought = "7.6.9";
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData("7.4.0")]
    [InlineData("7.4.19")]
    [InlineData("7.10.1")]
    [InlineData("7.5.0-preview.3")]
    [InlineData("8.0.0")]
    public void One_on_PATH_of_7_4_or_later_wins(string version)
    {
        if (OperatingSystem.IsWindows()) return;
        var program = Script("one", "pwsh", $"echo 'PowerShell {version}'");

        var search = Search([program], Package());

        Assert.Equal(new(program, null, version), search.Host);
        Assert.Equal($"PowerShell {version}: {program}.", search.Line);
    }

    [Theory]
    [InlineData("echo 'PowerShell 7.3.12'", "7.3.12 is older than 7.4")]
    [InlineData("echo 'PowerShell 6.2.7'", "6.2.7 is older than 7.4")]
    [InlineData("exit 131", "it does not run")]
    [InlineData("echo 'PowerShell 7.6.9'; exit 1", "it does not run")]
    [InlineData("echo 'PowerShell 7.6.9' >&2", "it does not run")]
    [InlineData("", "it does not run")]
    public void Another_one_is_passed_over_and_the_line_says_so(string script, string reason)
    {
        if (OperatingSystem.IsWindows()) return;
        var other = Script("other", "pwsh", script);
        var good = Script("good", "pwsh", "echo 'PowerShell 7.5.2'");
        var sentence = $" {other} was passed over: {reason}.";

        var later = Search([other, good], Package());
        Assert.Equal(good, later.Host!.Program);
        Assert.Equal($"PowerShell 7.5.2: {good}.{sentence}", later.Line);

        var search = Search([other], Package());
        Assert.Equal(Brought, search.Host!.Version);
        Assert.EndsWith(sentence, search.Line, StringComparison.Ordinal);

        var none = Search([other], null);
        Assert.Null(none.Host);
        Assert.EndsWith(sentence, none.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Executable)]
    [InlineData(UnixFileMode.UserRead)]
    public void A_file_that_is_no_program_is_passed_over(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "none")).FullName, "pwsh");
        File.WriteAllText(file, "not a program");
        File.SetUnixFileMode(file, mode);

        Assert.Contains("it does not run", Search([file], null).Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_depends_on_where_one_is_counts_for_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        var program = Script("here", "pwsh", "echo 'PowerShell 7.6.9'");

        Assert.Null(Search([Path.GetRelativePath(Environment.CurrentDirectory, program)], null).Host);
    }

    [Fact]
    public void The_package_is_run_by_the_first_dotnet_that_can()
    {
        if (OperatingSystem.IsWindows()) return;
        var (able, unable) = (Dotnet(), Script("old", "dotnet", "exit 150"));

        var search = PowerShellSearch.Run("", Package(), [unable, able]);

        var assembly = Path.Combine(folder, "pwsh.dll");
        Assert.Equal(new(able, assembly, Brought), search.Host);
        Assert.Equal($"PowerShell {Brought}: {assembly}.", search.Line);
        Assert.Equal([assembly, "-NoProfile", "-NonInteractive", "-File", "a b.ps1"],
            search.Host!.Start("-File", "a b.ps1").ArgumentList);
        var none = PowerShellSearch.Run("", Package(), [unable]);
        Assert.Null(none.Host);
        Assert.Contains("this .NET cannot run", none.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_gone_is_none()
    {
        if (OperatingSystem.IsWindows()) return;
        var package = Package();
        File.Delete(Path.Combine(folder, "pwsh.dll"));

        Assert.Null(Search([], package).Host);
        Assert.Contains("the build could not get one", Search([], package).Line, StringComparison.Ordinal);
        Assert.Equal(Search([], null), Search([], package));

        var why = Path.Combine(folder, "missing.txt");
        File.WriteAllText(why, "error NU1301: No network.\n");
        Assert.EndsWith("the build could not get one (error NU1301: No network).",
            PowerShellSearch.Run("", null, [], why).Line, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PowerShellSearch Search(string[] programs, string? package) => PowerShellSearch.Run(
        string.Join(Path.PathSeparator, programs.Select(Path.GetDirectoryName)), package, [Dotnet()]);

    // Runs the package's assembly, and nothing else.
    private string Dotnet() => Script(
        "new", "dotnet", $"[ \"$1\" = '{folder}/pwsh.dll' ] && echo 'PowerShell {Brought}'");

    private string Package()
    {
        var file = Path.Combine(folder, "pwsh.txt");
        File.WriteAllText(Path.Combine(folder, "pwsh.dll"), "");
        File.WriteAllText(file, Path.Combine(folder, "pwsh.dll") + "\n");
        return file;
    }

    private string Script(string name, string program, string text)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, program);
        if (File.Exists(file)) return file;
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Executable);
        return file;
    }
}

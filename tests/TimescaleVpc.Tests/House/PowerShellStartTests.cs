using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// PowerShell is a program of its own on one machine and an assembly for dotnet on the next. What starts one goes
/// through the helper of its language, which knows both.
/// </summary>
public sealed partial class PowerShellStartTests
{
    private static readonly string[] Helpers =
    [
        "src/TimescaleVpc.Sandbox.Server/PowerShell/PowerShellHost.cs",
        "src/TimescaleVpc.Sandbox.Server/PowerShell/PowerShellSearch.cs",
        "tests/PowerShellHost.ps1",
        // Writes programs of that name, to be found.
        "tests/TimescaleVpc.Tests/PowerShell/PowerShellSearchTests.cs",
        // Writes a command of that name, for Azure.Identity to start; it leads to what the helper found.
        "tests/TimescaleVpc.Tests/Hosting/StandIns.cs",
    ];

    [Fact]
    public void No_script_and_no_program_starts_PowerShell_in_its_own_way()
    {
        var findings = Sources().SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file))
            .Select((line, index) => (line, index))
            .Where(pair => IsStart(file, pair.line))
            .Select(pair => $"{file}:{pair.index + 1}: {pair.line.Trim()}"));

        Assert.Equal("", string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [InlineData("a.cs", "new ProcessStartInfo(\"pwsh\")")]
    [InlineData("a.cs", "Process.Start(Repository.OnPath(\"pwsh\")!, arguments)")]
    [InlineData("a.cs", "start.FileName = \"pwsh.exe\";")]
    [InlineData("a.cs", "Process.Start(\"powershell\", arguments)")]
    [InlineData("a.cs", "var program = Environment.ProcessPath;")]
    [InlineData("a.ps1", "$x = & pwsh -NoProfile -Command 1")]
    [InlineData("a.ps1", "pwsh -File a.ps1")]
    [InlineData("a.ps1", "$x | pwsh -Command -")]
    [InlineData("a.ps1", "    & 'pwsh' -Command 1")]
    [InlineData("a.ps1", "& \"$PSHOME/pwsh\" -Command 1")]
    [InlineData("a.ps1", "& ([Environment]::ProcessPath) -Command 1")]
    [InlineData("a.ps1", "[Diagnostics.ProcessStartInfo]::new('pwsh')")]
    [InlineData("a.ps1", "Start-Process pwsh -ArgumentList 1")]
    [InlineData("a.ps1", "Start-Process -FilePath powershell.exe")]
    [InlineData("a.ps1", "Start-Job { 1 }")]
    [InlineData("a.ps1", "& (Get-Process -Id $PID).Path -Command 1")]
    [InlineData("a.ps1", "& (Get-Command pwsh).Source -Command 1")]
    [InlineData("a.sh", "pwsh -NoProfile -Command 1")]
    [InlineData("a.sh", "    x=$(pwsh -Command 1)")]
    [InlineData("a.sh", "exec pwsh -Command 1")]
    [InlineData(".ci/run", "if command -v pwsh >/dev/null; then")]
    public void A_start_is_found_however_it_is_written(string file, string line) => Assert.True(IsStart(file, line));

    [Theory]
    [InlineData("a.cs", "/// <summary>Runs pwsh as a process of its own.</summary>")]
    [InlineData("a.cs", "host.Start(\"-Command\", \"1\")")]
    [InlineData("a.ps1", "# Runs it in a fresh pwsh.")]
    [InlineData("a.ps1", "    Invoke-PowerShell -Command $text")]
    [InlineData("a.ps1", "$pwsh = Start-PowerShell -Command $text")]
    [InlineData("a.ps1", "if ($LASTEXITCODE -ne 0) { throw \"pwsh ended with $LASTEXITCODE\" }")]
    [InlineData("a.ps1", "foreach ($name in 'az', 'azd', 'pwsh', 'powershell') {")]
    [InlineData("a.sh", "# Needs pwsh.")]
    [InlineData("a.sh", "skip 'no PowerShell on this machine.'")]
    [InlineData("a.cs", "[\"find-powershell\"] => Find(),")]
    [InlineData("a.sh", "\"${pwsh_command[@]}\" -NoProfile -Command 1")]
    [InlineData("a.sh", "mapfile -t pwsh_command < <(dotnet \"$program\" find-powershell)")]
    public void Another_line_is_none(string file, string line) => Assert.False(IsStart(file, line));

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests", ".ci" }
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "build.ps1"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => Path.GetExtension(file) is ".cs" or ".ps1" or ".psm1" or ".sh" or ".py" or "")
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Where(file => !Helpers.Contains(file) && Path.GetFileName(file) != $"{nameof(PowerShellStartTests)}.cs");

    private static bool IsStart(string file, string line)
    {
        if (OwnProcess().IsMatch(line)) return true;
        return Path.GetExtension(file) switch
        {
            ".cs" => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && CSharp().IsMatch(line),
            ".ps1" or ".psm1" => !IsComment(line) && Script().IsMatch(line),
            _ => !IsComment(line) && Shell().IsMatch(line),
        };
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith('#');

    // The path of the running program is dotnet's on one machine, and PowerShell's on another.
    [GeneratedRegex(@"\bEnvironment\]?(::|\.)ProcessPath\b")]
    private static partial Regex OwnProcess();

    // The name of the program as a text by itself; the word, where a program is looked for or started.
    [GeneratedRegex(
        @"""(\S*/)?(pwsh(\.exe|\.dll)?|powershell\.exe)""|(ProcessStartInfo|Start|OnPath)\(""powershell""",
        RegexOptions.IgnoreCase)]
    private static partial Regex CSharp();

    // The name where a command stands, or where a command takes a program; a job; the running process's own program.
    [GeneratedRegex(
        @"(^|[|;({=&]|&&)\s*([""']?[\w$/\\.:]*[/\\])?[""']?(pwsh|powershell)(\.exe|\.dll)?[""']?\s+-" +
        @"|(Start-Process|ProcessStartInfo\]::new|Process\]::Start|Get-Command|-FilePath)\b" +
        @"[\s(]*[""']?(pwsh|powershell)\b" +
        @"|\bStart-Job\b|\bGet-Process\b.*\$PID\b.*\.Path\b|\bMainModule\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    // The name as a word where a command or its argument stands.
    [GeneratedRegex(@"(^|[\s|;(&""'/])(pwsh|powershell)(\.exe)?(?=[\s""')]|$)(?!\s*[\)=])")]
    private static partial Regex Shell();
}

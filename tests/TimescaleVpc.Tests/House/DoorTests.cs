using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// Text leaves the module at a few places, each in one file, where it is made visible. A call anywhere else is a new
/// place without that protection.
/// </summary>
public sealed partial class DoorTests
{
    /// <summary>What writes to a screen, a script or a file, and the file that may.</summary>
    private static readonly (Regex Call, string[] Doors)[] Calls =
    [
        (Stream(), ["TimescaleVpc.Cmdlets/Pump/Streams.cs"]),
        (Record(), ["TimescaleVpc.Cmdlets/Pump/ErrorRecords.cs"]),
        (Progress(), ["TimescaleVpc.Cmdlets/Pump/ProgressBars.cs"]),
        // Of the tables only the sandbox's own words, each a literal.
        (Offer(),
        [
            "TimescaleVpc.Cmdlets/Completion/CompletionWord.cs",
            "TimescaleVpc.Cmdlets/Completion/SandboxTableCompleter.cs",
        ]),
        (Screen(), ["TimescaleVpc.Sandbox.Server/Terminal.cs"]),
        (Quoting(), ["TimescaleVpc/PowerShellLiteral.cs"]),
        // Of the sandbox's server, a certificate's PEM; of the engine, filled templates and JSON that escapes.
        (Writing(),
        [
            "TimescaleVpc.Engine/Documents/WholeFile.cs",
        ]),
    ];

    /// <summary>Values in a filter of OData, which knows one quotation mark only.</summary>
    private static readonly string[] Filters =
        ["TimescaleVpc.Engine/Azure/GraphEntraApi.cs", "TimescaleVpc.Engine/Azure/ArmRoles.cs"];

    [Fact]
    public void Text_leaves_by_its_door_only()
    {
        var findings =
            from file in Sources()
            from call in Calls
            where !call.Doors.Contains(file.Name) && !Filters.Contains(file.Name)
            from line in file.Lines
            where call.Call.IsMatch(line)
            select $"{file.Name}: {line.Trim()}";
        Assert.Equal("", string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public void Each_door_is_used_and_makes_text_visible()
    {
        var sources = Sources().ToDictionary(file => file.Name, file => string.Join('\n', file.Lines));
        Assert.All(Calls, call => Assert.All(call.Doors, door =>
        {
            Assert.Matches(call.Call, sources[door]);
            // What makes errors takes texts from the exception, and the writer fills in what was made a literal.
            if (door.Contains("ErrorRecords", StringComparison.Ordinal))
            {
                Assert.Contains("DisplayText.Of(message)", sources["TimescaleVpc/Bridge/TimescaleVpcException.cs"],
                    StringComparison.Ordinal);
            }
            else Assert.Matches("DisplayText|PowerShellLiteral|JsonText", sources[door]);
        }));
    }

    [Theory]
    [InlineData("cmdlet.WriteWarning(text);")]
    [InlineData("WriteObject($\"{text}\");")]
    [InlineData("this.Host.UI.WriteLine(text);")]
    [InlineData("if (cmdlet.ShouldProcess(name)) return;")]
    [InlineData("Console.Write(text);")]
    [InlineData("await Console.Out.WriteLineAsync(text);")]
    [InlineData("throw new ErrorRecord(e, id, kind, null);")]
    [InlineData("yield return new CompletionResult(name);")]
    [InlineData("var text = $\"'{name.Replace(\"'\", \"''\")}'\";")]
    [InlineData("File.WriteAllText(path, text);")]
    [InlineData("using var writer = new StreamWriter(path);")]
    public void A_door_is_found_however_it_is_written(string line) =>
        Assert.Contains(Calls, call => call.Call.IsMatch(line));

    /// <summary>A value that stands after a parameter, or in a command, is written as an argument.</summary>
    [Fact]
    public void Commands_in_errors_and_warnings_quote_their_values()
    {
        var texts = Catalogue.All.SelectMany(entry => new[] { entry.Message, entry.Action })
            .Concat(WarningCatalogue.All.Select(entry => entry.Text)).ToArray();
        Assert.Contains(texts, text => text.Contains(":arg}", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotMatch(Argument(), text));
        Assert.Equal("a -Vpc 'x\u2019\u2019; $y' b", CatalogueFormat.Fill("a -Vpc {0:arg} b", "x\u2019; $y"));
        Assert.Equal("a -Vpc \"`u{1b}`$y\" b", CatalogueFormat.Fill("a -Vpc {0:arg} b", "\u001b$y"));
    }

    private static IEnumerable<(string Name, string[] Lines)> Sources()
    {
        var root = Path.Combine(Repository.Root, "src");
        string[] projects =
        [
            "TimescaleVpc", "TimescaleVpc.Cmdlets", "TimescaleVpc.Engine", "TimescaleVpc.Sandbox",
            "TimescaleVpc.Sandbox.Server",
        ];
        return projects.SelectMany(project => Directory.EnumerateFiles(
                Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllLines(file)))
            .Where(file => !file.Item1.Split('/').Any(part => part is "bin" or "obj"))
            .Select(file => (file.Item1, file.Item2.Where(line => !IsComment(line)).ToArray()));
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    // A record that is emitted keeps its values; a text that is emitted would be shown as it is.
    [GeneratedRegex(
        @"(?<!\b_?streams\.)\b(Write(Warning|Verbose|Debug|Information|Progress|Error|CommandDetail)"
        + @"|ThrowTerminatingError|ShouldProcess|ShouldContinue)\(|\bUI\??\.(Write|Prompt)|WriteObject\(\$?""")]
    private static partial Regex Stream();

    [GeneratedRegex(@"\bnew (ErrorRecord|ErrorDetails)\b")]
    private static partial Regex Record();

    [GeneratedRegex(@"\bnew ProgressRecord\b")]
    private static partial Regex Progress();

    [GeneratedRegex(@"\bnew CompletionResult\b|\bCompletionResultType\.")]
    private static partial Regex Offer();

    [GeneratedRegex(@"\bConsole\.(Out|Error|Write)")]
    private static partial Regex Screen();

    // A quotation mark that is doubled by hand knows one of the five that PowerShell takes.
    [GeneratedRegex(@"Replace\(""'"", ""''""|\$0\$0|CodeGeneration\.")]
    private static partial Regex Quoting();

    [GeneratedRegex(@"\bFile\.(Write|Append)All|\bnew StreamWriter\b|\bFile\.CreateText\b")]
    private static partial Regex Writing();

    [GeneratedRegex(@"(?<=\s)-[A-Z]\w+ '?\{\d+\}")]
    private static partial Regex Argument();
}

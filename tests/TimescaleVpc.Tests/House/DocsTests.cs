using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Privilege;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// The documents say what the code says: their tables come from the catalogues, and their links lead somewhere. With
/// TIMESCALEVPC_UPDATE_DOCS=1 the tables are written instead of compared.
/// </summary>
public sealed partial class DocsTests
{
    private const string Update = "TIMESCALEVPC_UPDATE_DOCS";

    private static string Errors { get; } = Path.Combine(Repository.Root, "docs", "troubleshooting.md");

    private static string Permissions { get; } = Path.Combine(Repository.Root, "docs", "permissions.md");

    private static string Diagnosis { get; } = Path.Combine(Repository.Root, "docs", "diagnosis.md");

    [Fact]
    public void The_table_of_errors_is_the_catalogue() => Compare(Errors, "errors",
    [
        "| ErrorId | Kind | Message | What to do |",
        "|---|---|---|---|",
        .. Catalogue.All.Select(entry =>
            $"| `{entry.Id}` | {entry.Kind} | {Spell(entry.Id, entry.Message)} | {Spell(entry.Id, entry.Action)} |"),
    ]);

    [Fact]
    public void The_table_of_codes_is_the_tables_of_refusals() => Compare(Errors, "codes",
    [
        "| Platform | Code | Words | ErrorId |",
        "|---|---|---|---|",
        .. Tables.SelectMany(table => table.Rules.Select(rule =>
            $"| {table.Platform} | {string.Join(", ", rule.Codes.Select(code => $"`{code}`"))}"
            + $"{(rule.Bare.Length == 0 ? "" : $", none with status {string.Join(", ", rule.Bare)}")} "
            + $"| {string.Join(" or ", rule.Words.Select(words => $"\"{words}\""))} | `{rule.Entry.Id}` |")),
    ]);

    [Fact]
    public void The_table_of_steps_is_the_catalogue() => Compare(Permissions, "steps",
    [
        "| Action | As -WhatIf says it | Where | Permission | Undone by | An earlier run's work is recognised by |",
        "|---|---|---|---|---|---|",
        .. StepCatalogue.All.Select(step =>
            $"| `{step.Action}` | {Value().Replace(step.Sentence, "…")} | {step.Where} | {Code(step.Permission)} "
            + $"| {(step.Undo is null ? "–" : $"`{step.Undo}`")} | {step.IdempotenceKey} |"),
    ]);

    [Fact]
    public void The_rights_of_the_cmdlets_and_the_roles_are_the_catalogue()
    {
        Compare(Permissions, "everything", PermissionDocs.Everything);
        Compare(Permissions, "cmdlets", PermissionDocs.Cmdlets);
        Compare(Permissions, "roles", PermissionDocs.Roles);
    }

    [Fact]
    public void The_findings_are_the_catalogue()
    {
        Compare(Diagnosis, "findings", FindingDocs.Table);
        Compare(Diagnosis, "sections", FindingDocs.Sections);
    }

    /// <summary>A few errors are raised before the engine is there; their rows are written by hand.</summary>
    [Fact]
    public void The_errors_that_the_cmdlets_raise_by_themselves_are_described()
    {
        var text = File.ReadAllText(Errors);
        var sources = Path.Combine(Repository.Root, "src", "TimescaleVpc.Cmdlets");
        var ids = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal))
            .SelectMany(file => RaisedId().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToArray();
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains($"`{id}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_PowerShell_to_install_is_the_one_that_the_build_brings()
    {
        var version = BroughtPowerShell().Match(
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"))).Groups[1].Value;
        Assert.NotEmpty(version);
        Assert.Contains($"dotnet tool install --global PowerShell --version {version}",
            File.ReadAllLines(Path.Combine(Repository.Root, "README.md")));
    }

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist()
    {
        var documents = Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"));
        var deadLinks = documents.SelectMany(document => Link().Matches(Fence().Replace(File.ReadAllText(document), ""))
            .Where(match => !IsThere(document, match.Groups[1].Value, match.Groups[2].Value))
            .Select(match => $"{Path.GetRelativePath(Repository.Root, document)}: {match.Value}"));
        Assert.Empty(deadLinks);
    }

    private static bool IsThere(string document, string target, string anchor)
    {
        var file = target.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, target);
        return anchor.Length == 0 ? Path.Exists(file)
            : File.Exists(file) && Fence().Replace(File.ReadAllText(file), "").Split('\n')
                .Any(line => line.StartsWith('#') && Anchor(line.TrimStart('#').Trim()) == anchor);
    }

    /// <summary>The name that GitHub gives a heading: letters, digits and hyphens in lower case.</summary>
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    /// <summary>Compares, or writes, the part of a document between the two marks of a table.</summary>
    private static void Compare(string file, string name, string[] lines)
    {
        var (open, close) = ($"<!-- table {name}: written by DocsTests, not by hand -->",
            $"<!-- end of table {name} -->");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(open, StringComparison.Ordinal),
            text.IndexOf(close, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"{file} must hold the two lines '{open}' and '{close}'.");

        var newText = text[..start] + open + "\n\n" + string.Join('\n', lines) + "\n\n" + text[end..];
        if (text == newText) return;
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, newText);
            return;
        }

        var oldLines = text[start..end].Split('\n');
        var outdated = oldLines.Where(line => line.StartsWith('|')).Except(lines);
        Assert.Fail($"""
            {Path.GetRelativePath(Repository.Root, file)} does not say what the catalogue says.
            Run the tests once with {Update}=1, look at the difference and commit it.
            Missing: {string.Join("\n         ", lines.Except(oldLines).DefaultIfEmpty("nothing"))}
            Outdated: {string.Join("\n          ", outdated.DefaultIfEmpty("nothing"))}
            """);
    }

    /// <summary>A text of the catalogue with words in place of its numbered values.</summary>
    private static string Spell(string id, string text)
    {
        var words = ErrorWords.All.TryGetValue(id, out var entry) ? entry.Split(", ")
            : Tables.Any(table => table.Rules.Any(rule => rule.Entry.Id == id)) ? RefusedWords : [];
        return Value().Replace(text, match =>
        {
            if (AnyPeering.Command(match.Groups[2].Value) is { } command) return command;
            var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.True(number < words.Length,
                $"The error {id} has a value {match.Value} without a word for the documents: add it to " +
                $"{nameof(ErrorWords)}.");
            return words[number].StartsWith('=') ? words[number][1..] : $"{{{words[number]}}}";
        }).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Code(string permission) =>
        permission.Contains('/', StringComparison.Ordinal) || permission.Contains(':', StringComparison.Ordinal)
            ? $"`{permission}`" : permission;

    /// <summary>All tables of codes, by the names of their platforms.</summary>
    internal static RefusalTable[] Tables { get; } =
    [
        .. typeof(RefusalTable).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(RefusalTable))
            .Select(field => (RefusalTable)field.GetValue(null)!)
            .OrderBy(table => table.Platform, StringComparer.Ordinal),
    ];

    /// <summary>The values of all errors that a table of codes makes.</summary>
    private static readonly string[] RefusedWords = ["who", "request", "scope", "permission", "platform", "peering"];

    [GeneratedRegex(@"\{(\d)(?::(\w+))?\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"""([A-Z][A-Za-z]+)"",\s*ErrorKind\.")]
    private static partial Regex RaisedId();

    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"<PowerShellVersion>([^<]+)</PowerShellVersion>")]
    private static partial Regex BroughtPowerShell();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

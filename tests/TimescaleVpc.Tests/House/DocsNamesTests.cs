using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// The pages that lead a reader into the code name only what is there: every type, member, file, folder and cmdlet
/// between backticks exists.
/// </summary>
public sealed partial class DocsNamesTests
{
    private static readonly string[] Folders = [".ci", "docs", "src", "tests"];

    /// <summary>Names of PowerShell, .NET and the SDKs.</summary>
    private static readonly string[] Foreign =
    [
        "Get-Help", "Get-Module", "Select-Object", "Authorization", "DefaultAzureCredential", "GenericResource",
        "HttpListener", "ToString",
    ];

    /// <summary>Made by the build.</summary>
    private static readonly string[] Built = ["out/", "bin/", "TimescaleVpc.Sandbox.Server.dll", "THIRD-PARTY-NOTICES"];

    private static readonly string[] Paths =
    [
        .. Directory.GetFiles(Repository.Root).Select(file => Path.GetFileName(file)!), .. Folders.SelectMany(Below),
    ];

    private static readonly string[] Sources =
        [.. Paths.Where(path => path.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>The texts that declare a type, by its name.</summary>
    private static readonly ILookup<string, string> Types = Sources.Select(path => File.ReadAllText(
            Path.Combine(Repository.Root, path)))
        .SelectMany(text => Declaration().Matches(text).Select(match => (Name: match.Groups[1].Value, Text: text)))
        .ToLookup(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);

    private static readonly HashSet<string> Words =
    [
        .. Catalogue.All.Select(entry => entry.Id), .. StepCatalogue.All.Select(step => step.Action),
        .. WarningCatalogue.All.Select(entry => entry.Id), .. FindingCatalogue.All.Select(entry => entry.Id),
        .. Paths.SelectMany(path => path.Split('/')),
        .. Paths.Select(Path.GetFileNameWithoutExtension).OfType<string>(),
    ];

    private static readonly string Manifest =
        File.ReadAllText(Path.Combine(Repository.Root, "TimescaleVpc.psd1"));

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/decisions.md")]
    [InlineData("CONTRIBUTING.md")]
    public void What_a_page_names_is_there(string page)
    {
        var text = Fence().Replace(File.ReadAllText(Path.Combine(Repository.Root, page)), "");
        var names = Name().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(names.Length, 50, 700);
        Assert.Equal("", string.Join(Environment.NewLine, names.Where(name => !IsThere(name))));
    }

    [Fact]
    public void Where_things_go_is_said_by_whole_paths()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");
        var section = text.Split("\n## ")
            .Single(part => part.StartsWith("Where things go\n", StringComparison.Ordinal));
        var paths = Name().Matches(section).Select(match => match.Groups[1].Value).Distinct()
            .Where(name => PathLike().IsMatch(name)).ToArray();
        Assert.InRange(paths.Length, 100, 500);
        Assert.Equal("", string.Join(Environment.NewLine, paths.Where(path => !IsPath(path, isWhole: true))));
    }

    [Fact]
    public void The_index_of_decisions_leads_to_each_of_them()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "decisions.md"));
        var headings = lines.Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]);
        Assert.Equal(
            headings.Select(heading => $"- [{heading}](#{Anchor(heading)})"),
            lines.Where(line => line.StartsWith("- [", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NoSuchType", false)]
    [InlineData("PeeringLoop", true)]
    [InlineData("PeeringLoop.ReachAsync", true)]
    [InlineData("PeeringLoop.NoSuchMember", false)]
    [InlineData("Errors/Catalogue.Vpcs.cs", true)]
    [InlineData("Errors/NoSuchFile.cs", false)]
    [InlineData("NoSuchFile.cs", false)]
    [InlineData("src/TimescaleVpc.Engine/Peerings", true)]
    [InlineData("src/TimescaleVpc.Engine/NoSuchFolder", false)]
    [InlineData("Errors/Catalogue.*.cs", true)]
    [InlineData("Undo-VpcPeering", true)]
    [InlineData("Undo-Nothing", false)]
    [InlineData("CloudUnsupported", true)]
    [InlineData("TIMESCALEVPC_NIGHTLY", true)]
    [InlineData("-WhatIf", true)]
    public void A_name_that_is_not_there_is_found(string name, bool isThere) => Assert.Equal(isThere, IsThere(name));

    /// <summary>The id that a heading gets in a rendered page.</summary>
    private static string Anchor(string heading) =>
        NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>Whether it is there, or is no name of the project: a command, a switch, a word of a platform.</summary>
    private static bool IsThere(string name)
    {
        if (Foreign.Contains(name) || Array.Exists(Built, item => name.StartsWith(item, StringComparison.Ordinal)))
            return true;
        if (Cmdlet().IsMatch(name)) return Manifest.Contains($"'{name}'", StringComparison.Ordinal);
        if (Variable().Match(name) is { Success: true } variable)
        {
            return Sources.Append("tests/Pester/Help.Tests.ps1").Any(path => File.ReadAllText(
                Path.Combine(Repository.Root, path)).Contains(variable.Value, StringComparison.Ordinal));
        }

        if (PathLike().IsMatch(name)) return IsPath(name.TrimEnd('/'));
        if (!TypeLike().IsMatch(name)) return true;
        if (Words.Contains(name)) return true;
        var parts = name.Split('.');
        return parts.Length == 1 ? Types.Contains(name)
            : Types[parts[0]].Any(text => Regex.IsMatch(text, $@"\b{parts[1]}\b"));
    }

    /// <summary>Whether a file or folder has this path, or ends in it; an asterisk stands for any letters.</summary>
    private static bool IsPath(string name, bool isWhole = false)
    {
        var begin = isWhole ? "^" : "(^|/)";
        var pattern = new Regex($"{begin}{Regex.Escape(name).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");
        return Array.Exists(Paths, path => pattern.IsMatch(path));
    }

    private static IEnumerable<string> Below(string folder)
    {
        yield return folder;
        var whole = Path.Combine(Repository.Root, folder);
        foreach (var file in Directory.GetFiles(whole)) yield return $"{folder}/{Path.GetFileName(file)}";
        foreach (var child in Directory.GetDirectories(whole).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj")))
        {
            foreach (var path in Below($"{folder}/{child}")) yield return path;
        }
    }

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex("^[A-Z][a-z]+-[A-Z][A-Za-z]+$")]
    private static partial Regex Cmdlet();

    [GeneratedRegex("^TIMESCALEVPC_[A-Z_0-9]+")]
    private static partial Regex Variable();

    /// <summary>Slashes, or an ending of our files, and nothing that a command or a URL has.</summary>
    [GeneratedRegex(@"^[\w.*-]+(/[\w.*-]+)+/?$|^[\w.*-]+/$|^[\w.*-]+\.(cs|md|ps1|psd1|ps1xml|props|csproj|json|slnx)$")]
    private static partial Regex PathLike();

    /// <summary>CamelCase; words of platforms are in capitals or in small letters.</summary>
    [GeneratedRegex(@"^[A-Z]\w*[a-z]\w*(\.[A-Z]\w+)?$")]
    private static partial Regex TypeLike();
}

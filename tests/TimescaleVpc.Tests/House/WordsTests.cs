using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Commands;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What users read is in words that they know, and the commands in it can be typed: cmdlets and parameters exist, and
/// each value goes to the parameter that it is for.
/// </summary>
public sealed partial class WordsTests
{
    /// <summary>Words that only this project would understand, or that say less than a plain one.</summary>
    private static readonly string[] PrivateWords =
    [
        @"\bmend(s|ed|ing)?\b|\bMends?\b", "[Ii]f it stays", @"\b(its|the) words\b", @"what '\{",
        @"\b[Tt]he platform\b", @"\b[Tt]he managed service\b", "stands? in the way", "looks after", @"\blapsed?\b",
        "run the pipeline", "what stands behind", @"nobody's", @"\bof ours\b", @"\banew\b", "[Ll]eave the table out",
        "honour", "nothing passes", "takes? (it|them) up", "taken up", @"does not hold\b",
    ];

    /// <summary>Cmdlets of other modules.</summary>
    private static readonly string[] Foreign =
        ["Connect-AzAccount", "Get-Secret", "Read-Host", "Stop-Process", "Where-Object"];

    private static readonly string[] Operators = ["EQ"];

    /// <summary>Which words of a document's values a parameter takes.</summary>
    private static readonly Dictionary<string, string> Takes = new(StringComparer.Ordinal)
    {
        ["-Vpc"] = "VPC", ["-VpcId"] = "VPC", ["-EQ"] = "VPC", ["-Service"] = "service", ["-Port"] = "port",
        ["-RouteTableId"] = "table, tables, other tables, route table", ["-PlatformAppId"] = "application",
        ["-Id"] = "process",
        ["-TenantId"] = "tenant",
        ["-SecurityGroupId"] = "security group", ["-AppId"] = "application given",
    };

    /// <summary>The parameters of each cmdlet, by its name.</summary>
    private static readonly Dictionary<string, HashSet<string>> Cmdlets = typeof(StageCommand).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
        .ToDictionary(
            Name, type => type.GetProperties().Where(item => item.GetCustomAttributes<ParameterAttribute>().Any())
                .Select(item => item.Name).Concat(["WhatIf", "Confirm", "Verbose", "Debug"])
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    private static (string Id, string Text)[] Sentences { get; } =
    [
        .. Catalogue.All.SelectMany(entry => new[] { (entry.Id, entry.Message), (entry.Id, entry.Action) }),
        .. WarningCatalogue.All.Select(entry => (entry.Id, entry.Text)),
        .. StepCatalogue.All.Select(kind => (kind.Action, kind.Sentence)),
        .. FindingCatalogue.All.SelectMany(entry =>
            new[] { (entry.Id, entry.Cause), (entry.Id, entry.Remedy), (entry.Id, entry.Command ?? "") }),
    ];

    [Fact]
    public void No_sentence_has_a_word_that_only_we_understand() => Assert.Equal("", string.Join('\n',
        Sentences.SelectMany(sentence => Private(sentence.Text).Select(word => $"{sentence.Id}: {word}"))));

    /// <summary>The same for what is said beside the catalogues: states, next steps, reasons.</summary>
    [Fact]
    public void No_text_in_the_code_has_one()
    {
        var findings = new[] { "TimescaleVpc", "TimescaleVpc.Cmdlets", "TimescaleVpc.Engine" }
            .SelectMany(project => Directory.GetFiles(
                Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(Comment().Replace(File.ReadAllText(file), ""))
                .SelectMany(literal => Private(literal.Value))
                .Select(word => $"{Path.GetFileName(file)}: {word}"));
        Assert.Equal("", string.Join('\n', findings));
    }

    /// <summary>The pages that users read first.</summary>
    [Fact]
    public void No_page_that_users_read_has_one()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "en-US"), "*.md")
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Concat(new[]
                {
                    "aws", "azure", "azure-automation", "connect", "diagnosis", "first-real-run", "permissions",
                    "running", "support", "troubleshooting", "why",
                }
                .Select(name => Path.Combine(Repository.Root, "docs", $"{name}.md")));
        var findings = pages.SelectMany(page => PrivateInPages().Matches(File.ReadAllText(page))
            .Select(match => $"{Path.GetFileName(page)}: {match.Value}"));
        Assert.Equal("", string.Join('\n', findings));
    }

    [Fact]
    public void Each_cmdlet_and_parameter_in_a_sentence_exists()
    {
        Assert.True(Cmdlets.Count > 30, $"{Cmdlets.Count}");
        Assert.Equal("", string.Join('\n',
            Sentences.SelectMany(sentence => Unknown(sentence.Text).Select(word => $"{sentence.Id}: {word}"))));
    }

    [Theory]
    [InlineData("Run Wait-VpcPeering -Timeout, then Connect-Timescale -AwsProfile NAME.", "")]
    [InlineData("Run Wait-VpcPeerings.", "Wait-VpcPeerings")]
    [InlineData("{0:get} | Approve-VpcPeering -RouteTableIds {1:arg}", "Approve-VpcPeering -RouteTableIds")]
    [InlineData("Add -Forced.", "-Forced")]
    public void One_that_does_not_exist_is_found(string text, string missingName) =>
        Assert.Equal(missingName, string.Join(", ", Unknown(text).Distinct()));

    /// <summary>The values have names in the documents: what a parameter gets must be what it takes.</summary>
    [Fact]
    public void Each_value_in_a_command_goes_to_the_parameter_that_it_is_for()
    {
        var texts = FindingCatalogue.All
            .SelectMany(entry => new[] { entry.Remedy, entry.Command ?? "" }
                .Select(text => (entry.Id, Text: text, Names: Names(FindingWords.All, entry.Id, first: 1))))
            .Concat(Catalogue.All.Select(entry =>
                (entry.Id, Text: entry.Action, Names: Names(ErrorWords.All, entry.Id, first: 0))))
            .ToArray();
        Assert.True(texts.Sum(item => Argument().Count(item.Text)) > 12);
        Assert.Equal("", string.Join('\n', texts.SelectMany(item => Misplaced(item.Text, item.Names)
            .Select(fault => $"{item.Id}: {fault}"))));
    }

    [Theory]
    [InlineData("Get-TimescaleVpc -VpcId {1:arg}", "state, VPC", "-VpcId {1:arg} is 'state'")]
    [InlineData("Get-TimescaleVpc {2:arg}", "state, VPC", "{2:arg} stands behind no parameter")]
    [InlineData("Get-TimescaleVpc -VpcId {2:arg}", "state, VPC", "")]
    public void A_value_of_another_kind_is_found(string text, string names, string fault) =>
        Assert.Equal(fault, string.Join(", ", Misplaced(text, ["", .. names.Split(", ")])));

    /// <summary>The reference assembly's attribute keeps no values, its data does.</summary>
    private static string Name(Type cmdlet)
    {
        var words = cmdlet.GetCustomAttributesData().First(data => data.AttributeType == typeof(CmdletAttribute))
            .ConstructorArguments;
        return $"{words[0].Value}-{words[1].Value}";
    }

    private static IEnumerable<string> Private(string text) =>
        PrivateWords.SelectMany(word => Regex.Matches(text, word).Select(match => match.Value));

    private static IEnumerable<string> Unknown(string text)
    {
        foreach (Match match in Command().Matches(text))
        {
            var name = match.Groups[1].Value;
            if (Foreign.Contains(name)) continue;
            if (!Cmdlets.TryGetValue(name, out var parameters)) yield return name;
            else
            {
                foreach (var parameter in match.Groups[2].Captures.Select(capture => capture.Value.Trim())
                    .Where(word => word.StartsWith('-') && !parameters.Contains(word[1..])))
                {
                    yield return $"{name} {parameter}";
                }
            }
        }

        // Beside a cmdlet: the parameter of some cmdlet. What is between quotation marks is for another shell.
        foreach (Match match in Parameter().Matches(Command().Replace(Quoted().Replace(text, ""), "")))
        {
            var name = match.Groups[1].Value;
            if (!Operators.Contains(name) && !Cmdlets.Values.Any(parameters => parameters.Contains(name)))
                yield return match.Value;
        }
    }

    private static IEnumerable<string> Misplaced(string text, string[] names)
    {
        foreach (Match match in Argument().Matches(text))
        {
            var (parameter, number) = (match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan));
            if (parameter.Length == 0) yield return $"{match.Value.Trim()} stands behind no parameter";
            else if (number >= names.Length || !Takes.TryGetValue(parameter, out var kinds)
                || !kinds.Split(", ").Contains(names[number]))
            {
                yield return $"{match.Value.Trim()} is '{names.ElementAtOrDefault(number)}'";
            }
        }
    }

    private static string[] Names(Dictionary<string, string> words, string id, int first) =>
        [.. Enumerable.Repeat("", first), .. words.GetValueOrDefault(id)?.Split(", ") ?? []];

    /// <summary>A cmdlet with what follows it: parameters, values, words in capitals for values.</summary>
    [GeneratedRegex(@"\b([A-Z][a-z]+-[A-Z][A-Za-z]+)( -[A-Za-z]+| \{\d[^}]*\}| [A-Z]{2,})*(?![A-Za-z])")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w-])-([A-Z][A-Za-z]+)\b")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:(?<= )(-[A-Za-z]+) )?\{(\d):(?:arg|id)\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[Mm]ends?\b|\bmended\b|[Ii]f it stays|\b[Tt]he\s+platform\b|managed service")]
    private static partial Regex PrivateInPages();
}

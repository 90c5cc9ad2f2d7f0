using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>The same case has the same next step, wherever told: an error, a finding, a warning, a record.</summary>
public sealed partial class NextStepTests
{
    /// <summary>All texts of the module, put together where the code breaks them.</summary>
    private static (string File, string Text)[] Texts { get; } =
    [
        .. new[] { "TimescaleVpc", "TimescaleVpc.Cmdlets", "TimescaleVpc.Engine" }
            .Select(project => Path.Combine(Repository.Root, "src", project))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal))
                .SelectMany(file => Literal().Matches(Break().Replace(File.ReadAllText(file), ""))
                    .Select(match => (Path.GetRelativePath(folder, file), match.Value)))),
    ];

    /// <summary>
    /// On Azure the pipeline begins with Grant-AzurePeerRole, which keeps what is there: that is right in every case,
    /// also where a role or the application has gone. On AWS nothing comes before Add-VpcPeering.
    /// </summary>
    [Fact]
    public void A_peering_is_made_again_by_the_same_pipeline_everywhere()
    {
        var pipelines = Texts.SelectMany(item => Pipeline().Matches(item.Text)
            .Select(match => (item.File, match.Value, BeginsWithGrant: match.Groups[1].Success))).ToArray();
        Assert.True(pipelines.Length > 8, $"{pipelines.Length}");
        Assert.Equal("", Lines(pipelines
            .Where(item => item.BeginsWithGrant == item.File.Contains("Aws", StringComparison.Ordinal))
            .Select(item => $"{item.File}: {item.Value}")));
    }

    [Fact]
    public void Whoever_must_sign_in_is_told_what_to_run_then()
    {
        var signIns = Texts.Where(item => SignIn().IsMatch(item.Text)).ToArray();
        Assert.True(signIns.Length > 15, $"{signIns.Length}");
        Assert.Equal("", Lines(signIns.Where(item => !Then().IsMatch(item.Text))
            .Select(item => $"{item.File}: {item.Text}")));
    }

    /// <summary>Others repair rights and sign-ins: what comes after that is said, or what to give instead.</summary>
    [Fact]
    public void Whoever_waits_for_others_is_told_what_to_run_then()
    {
        var entries = Catalogue.All
            .Where(entry => entry.Kind is ErrorKind.PermissionDenied or ErrorKind.AuthenticationError).ToArray();
        Assert.True(entries.Length > 30, $"{entries.Length}");
        Assert.Equal("", Lines(entries
            .Where(entry => !Follows().IsMatch(entry.Action) && !Value().IsMatch(entry.Action))
            .Select(entry => $"{entry.Id}: {entry.Action}")));
    }

    /// <summary>An undo leaves nothing; Remove-VpcPeering is what comes before another try.</summary>
    [Fact]
    public void A_peering_is_given_up_by_an_undo() => Assert.Equal("", Lines(Texts
        .Where(item => GiveUp().Match(item.Text) is { Success: true } match
            && !match.Value.Contains("Undo-VpcPeering", StringComparison.Ordinal))
        .Select(item => $"{item.File}: {item.Text}")));

    /// <summary>On AWS both networks are called so, and an AWS user means his own.</summary>
    [Fact]
    public void Which_VPC_is_meant_is_said_where_there_are_two() => Assert.Equal("", Lines(Texts
        .Where(item => BareVpc().IsMatch(item.Text)
            && (item.Text.Contains("AWS", StringComparison.Ordinal)
                || item.Text.Contains("the VPC {", StringComparison.Ordinal)))
        .Select(item => $"{item.File}: {item.Text}")));

    /// <summary>What Repair-VpcPeering does is what the remedy says, by the command that the finding gives.</summary>
    [Fact]
    public void A_finding_and_its_repair_agree()
    {
        var faults = FindingCatalogue.All.Select(entry => (entry.Id, Fault: Fault(entry)))
            .Where(item => item.Fault is not null).Select(item => $"{item.Id}: {item.Fault}");
        Assert.Equal("", Lines(faults));
    }

    private static string? Fault(FindingEntry entry)
    {
        if (entry.Repair is not { } kind)
        {
            return RepairHelps().IsMatch(entry.Remedy)
                ? "the remedy names Repair-VpcPeering, which does nothing" : null;
        }

        var command = kind switch
        {
            RepairKind.Undo => "Undo-VpcPeering",
            RepairKind.Remake => "Remove-VpcPeering && {0:make}",
            RepairKind.Grant or RepairKind.Request => "{0:make}",
            RepairKind.Approve => "| Approve-VpcPeering",
            RepairKind.Update => "| Update-VpcPeering",
            RepairKind.Egress => "| Grant-AwsPeerEgress",
            _ => "| Wait-VpcPeering",
        };
        return entry.Remedy.Contains("othing needs to be done", StringComparison.Ordinal)
                ? "the remedy is to do nothing, and Repair-VpcPeering does something"
            : entry.Command?.Contains(command, StringComparison.Ordinal) != true
                ? $"Repair-VpcPeering runs '{command}', and the command is '{entry.Command}'"
            : null;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"""\s*\+ \$?""")]
    private static partial Regex Break();

    [GeneratedRegex(@"(Grant-AzurePeerRole[^|""]*\| )?Add-VpcPeering[^|"".]*\| Approve-VpcPeering")]
    private static partial Regex Pipeline();

    [GeneratedRegex("'az login|Connect-AzAccount|'aws sso login|[Rr]un Connect-Timescale|[Ss]ign in again")]
    private static partial Regex SignIn();

    // A report is another matter; so is a command that signs in by itself.
    [GeneratedRegex("again from its first cmdlet|this command again|Test-VpcPeering again|commands that failed")]
    private static partial Regex Then();

    [GeneratedRegex(@"\bagain\b|go on with|\{\d:make\}|-[A-Z][A-Za-z]+\b(?! )|[Aa]dd -")]
    private static partial Regex Follows();

    /// <summary>The next step is said where the error is made.</summary>
    [GeneratedRegex(@"^\{\d\}$")]
    private static partial Regex Value();

    [GeneratedRegex("[Gg]ive (?:the peering|it|them) up[^.;]*")]
    private static partial Regex GiveUp();

    [GeneratedRegex(@"\b[Tt]h(?:e|is|at) VPC\b")]
    private static partial Regex BareVpc();

    [GeneratedRegex("Repair-VpcPeering")]
    private static partial Regex RepairHelps();
}

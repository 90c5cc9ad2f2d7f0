using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// Every entry of the catalogue of findings is well formed. What PowerShell makes of its commands is in
/// tests/Pester/Diagnosis.Tests.ps1.
/// </summary>
public sealed partial class FindingCatalogueTests
{
    private static readonly string[] Parties =
        [Turns.You, Turns.Platform, Turns.Identity, Turns.Network];

    [Fact]
    public void Every_finding_has_an_id_of_its_own_which_is_the_name_of_its_field()
    {
        var fields = typeof(FindingCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(FindingEntry)).ToArray();
        Assert.NotEmpty(fields);
        Assert.Equal(fields.Length, FindingCatalogue.All.Count);
        Assert.All(fields, field => Assert.Equal(field.Name, ((FindingEntry)field.GetValue(null)!).Id));
        Assert.All(FindingCatalogue.All, entry =>
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", entry.Id);
            Assert.Same(entry, FindingCatalogue.Find(entry.Id.ToLowerInvariant()));
        });
    }

    [Fact]
    public void Every_finding_says_in_sentences_what_is_wrong_and_what_to_do() =>
        Assert.All(FindingCatalogue.All, entry =>
        {
            Assert.Matches(Sentence(), entry.Cause);
            Assert.Matches(Sentence(), entry.Remedy);
            Assert.Contains(entry.Turn, Parties);
            // What cannot be read has no peering's command; the refusal says what to do.
            if (entry.Severity == FindingSeverity.Unknown) Assert.Null(entry.Command);
        });

    /// <summary>A value in a command is an argument and nothing else, and the command is one line.</summary>
    [Fact]
    public void Every_command_takes_values_as_arguments_only() =>
        Assert.All(FindingCatalogue.All.Where(entry => entry.Command is not null), entry =>
        {
            Assert.DoesNotContain('\n', entry.Command!);
            Assert.All(Hole().Matches(entry.Command!), hole => Assert.Matches(@"^\{(0:(get|make|names)|[1-9]:arg)\}$",
                hole.Value));
        });

    [Fact]
    public void The_order_is_that_of_the_chain_and_does_not_depend_on_where_an_entry_is_written() =>
        Assert.Equal(
            FindingCatalogue.All.OrderBy(entry => entry.Link).ThenBy(entry => entry.Severity)
                .ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => entry.Id),
            FindingCatalogue.All.Select(entry => entry.Id));

    [GeneratedRegex(@"^(?:[A-Z].*[.!?}]|\{\d\})$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}

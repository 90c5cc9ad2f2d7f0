using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>The two catalogues: ids are unique and stable words, and every entry says what to do next.</summary>
public sealed partial class CatalogueTests
{
    [Fact]
    public void Every_error_has_an_id_of_its_own_a_message_and_a_next_step()
    {
        Assert.NotEmpty(Catalogue.All);
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(entry => entry.Id).Distinct().Count());
        Assert.All(Catalogue.All, entry =>
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", entry.Id);
            Assert.NotEmpty(entry.Message);
            Assert.NotEmpty(entry.Action);
            Assert.True(Enum.IsDefined(entry.Kind));
            var error = entry.For("x", "a", "b", "c", "d", "e", "f");
            Assert.DoesNotContain("{", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        });
    }

    /// <summary>Elsewhere an id is <c>Catalogue.X.Id</c>, so that the compiler finds each use of it.</summary>
    [Fact]
    public void No_error_is_told_by_a_text_beside_the_catalogue()
    {
        var folder = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        var texts = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        Assert.Contains(texts, text => text.Contains(".ErrorId == Catalogue.", StringComparison.Ordinal));
        Assert.Empty(texts.SelectMany(text => Comparison().Matches(text)).Select(match => match.Value));
    }

    [Fact]
    public void Every_step_names_its_permission_and_an_undo_that_exists()
    {
        var actions = StepCatalogue.All.Select(step => step.Action).ToArray();
        Assert.Equal(actions.Length, actions.Distinct().Count());
        Assert.All(StepCatalogue.All, step =>
        {
            Assert.NotEmpty(step.Permission);
            Assert.NotEmpty(step.IdempotenceKey);
            Assert.Matches("^[A-Z][A-Za-z]+$", step.Where);
            if (step.Undo is not null) Assert.Contains(step.Undo, actions);
        });
    }

    [GeneratedRegex(@"ErrorId\s*(?::|==|!=|is)\s*(?:not\s+)?""\w+")]
    private static partial Regex Comparison();
}

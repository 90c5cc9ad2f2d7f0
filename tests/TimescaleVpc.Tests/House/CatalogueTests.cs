using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Tests.House;

/// <summary>The two catalogues: ids are unique and stable words, and every entry says what to do next.</summary>
public sealed class CatalogueTests
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
            var error = entry.For("x", "a", "b", "c", "d", "e");
            Assert.DoesNotContain("{", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        });
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
            Assert.Contains(step.Where, new[] { "ManagedService", "TimescaleCloud", "Entra", "Azure", "AWS" });
            if (step.Undo is not null) Assert.Contains(step.Undo, actions);
        });
    }
}

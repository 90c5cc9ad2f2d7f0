using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>Every list is read to its last page.</summary>
public sealed class PagingTests
{
    public static TheoryData<string> Names => [.. AllScenarios.Walkthroughs.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pages_of_one_item_end_as_whole_lists_do(string name)
    {
        var scenario = AllScenarios.Walkthroughs.Single(item => item.Name == name);
        var whole = await ScenarioRuns.PlayAsync(scenario);
        var lists = new PagedLists();
        var paged = await ScenarioRuns.PlayAsync(scenario, lists);
        Assert.Equal(
            NormalForm.Of(whole.Inventory(), whole.Start), NormalForm.Of(paged.Inventory(), paged.Start));
        Assert.True(lists.Counts.Given > 5, $"{lists.Counts.Given} lists");
        Assert.Equal(lists.Counts.Given, lists.Counts.Read);
    }
}

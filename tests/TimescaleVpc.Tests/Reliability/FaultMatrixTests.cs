using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Whatever goes wrong on the wire, a run ends well or says what is wrong, and the next one finishes the job.
/// TIMESCALEVPC_FAULT=TEXT runs only the cases whose name contains the text.
/// </summary>
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("azure")]
    [InlineData("aws")]
    [InlineData("azure-back")]
    [InlineData("aws-back")]
    public async Task Every_request_may_fail_in_every_way(string name)
    {
        var matrix = await FaultMatrix.OfAsync(Find(name));
        var wanted = Environment.GetEnvironmentVariable("TIMESCALEVPC_FAULT");
        FaultCase[] cases = [.. matrix.Cases()
            .Where(one => wanted is null || one.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        await Parallel.ForEachAsync(
            cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (one, _) => await matrix.TryAsync(one));

        var outcomes = matrix.Outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}");
        Numbers.Say(output, "faults.txt",
            $"{name}: {cases.Length} cases on {matrix.Kinds.Count} request kinds: {string.Join(", ", outcomes)}");
        Assert.True(matrix.Defects.IsEmpty, string.Join('\n', matrix.Defects.Order(StringComparer.Ordinal)));
    }

    private static Story Find(string name) =>
        new[] { Story.Azure, Story.Aws, Story.AzureBack, Story.AwsBack }.Single(story => story.Name == name);
}

using System.Globalization;
using FsCheck;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>
/// Random stories of cmdlets, other people's changes and time. A failure prints the line that plays its story again.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many stories is played.</summary>
    private const int Share = 3;

    [Fact]
    public Task Stories_of_the_managed_service_and_azure() => PlayAsync(new AzureCloud());

    [Fact]
    public Task Stories_of_timescale_cloud_and_aws() => PlayAsync(new AwsCloud());

    private async Task PlayAsync(Cloud cloud)
    {
        var stories = Stories.Of(cloud.Verbs);
        var (stages, failures) = (0, new List<string>());
        var numbers = Seeds(cloud).ToArray();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, cancel) =>
        {
            var acts = stories.Take(number);
            try
            {
                Interlocked.Add(ref stages, await ModelRun.PlayAsync(cloud, acts));
            }
            catch (Exception error)
            {
                var (shortest, why) = await ShrinkAsync(cloud, stories, acts, error);
                lock (failures) failures.Add(
                    $"TIMESCALEVPC_SEED={cloud.Name}:{number} dotnet test tests/TimescaleVpc.Tests --filter "
                    + $"{nameof(ModelTests)}\n  {string.Join("; ", shortest.Select(act => $"{act}"))}\n  {why.Message}");
            }
        });
        Numbers.Say(output, "model.txt",
            $"{cloud.Name}: {numbers.Length} stories of up to {Stories.Longest} acts, {stages} stages, {failures.Count} failures; "
            + Rotation.Text(Share));
        foreach (var failure in failures) output.WriteLine(failure);
        Assert.Empty(failures);
    }

    /// <summary>The numbers of the stories to play: by day the commit decides, at night always new ones.</summary>
    private static IEnumerable<int> Seeds(Cloud cloud)
    {
        var given = Environment.GetEnvironmentVariable("TIMESCALEVPC_SEED");
        if (given?.Split(':') is not [var name, var numbers])
            return Nightly.IsOn ? Enumerable.Range(Random.Shared.Next(1 << 24), 5_000) : Enumerable.Range(1, 100).Take(Share, number => $"{cloud.Name} {number}");
        if (name != cloud.Name) return [];
        var bounds = numbers.Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(bounds[0], bounds[^1] - bounds[0] + 1);
    }

    /// <summary>The shortest story found that still fails, within a budget of tries.</summary>
    private static async Task<(Act[] Acts, Exception Why)> ShrinkAsync(
        Cloud cloud, Arbitrary<Act[]> stories, Act[] acts, Exception why)
    {
        var tries = 200;
        for (var found = true; found && tries > 0;)
        {
            found = false;
            foreach (var shorter in stories.Shrinker(acts))
            {
                if (tries-- == 0) break;
                try
                {
                    await ModelRun.PlayAsync(cloud, shorter);
                }
                catch (Exception error)
                {
                    (acts, why, found) = (shorter, error, true);
                    break;
                }
            }
        }

        return (acts, why);
    }
}

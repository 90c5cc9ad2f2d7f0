using System.Globalization;
using FsCheck;
using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>
/// Random stories of cmdlets, other people's changes and time. A failure prints the line that plays its story again.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many stories is played.</summary>
    private const int Share = 3;

    /// <summary>The end of one in so many stories is explained, and repaired as the findings say.</summary>
    private const int Explained = 2;

    private static readonly Cloud[] Clouds = [new AzureCloud(), new AwsCloud()];

    [Fact]
    public Task Stories_of_the_managed_service_and_azure() => PlayAsync(Clouds[0]);

    [Fact]
    public Task Stories_of_timescale_cloud_and_aws() => PlayAsync(Clouds[1]);

    /// <summary>A story by the name of its cloud and its number.</summary>
    internal static Task AgainAsync(string text)
    {
        if (text.Split(' ') is not [var name, var number]) throw new FormatException(text);
        return PlayAsync(Clouds.First(cloud => cloud.Name == name), int.Parse(number, CultureInfo.InvariantCulture));
    }

    private async Task PlayAsync(Cloud cloud)
    {
        var (stages, triedCases) = (0, new Cases("story"));
        // By day the commit decides, at night always new ones.
        var numbers = Nightly.IsOn ? Enumerable.Range(Random.Shared.Next(1 << 24), 5_000)
            : Enumerable.Range(1, 100).Take(Share, number => $"{cloud.Name} {number}");
        await triedCases.RunAsync(numbers, number => $"{cloud.Name} {number}",
            async number => Interlocked.Add(ref stages, await PlayAsync(cloud, number)));
        Numbers.Say(output, "model.txt", $"{cloud.Name}: {triedCases.Count} stories of up to {Stories.Longest} acts, "
            + $"{stages} stages, {triedCases.Failed} failures; {Rotation.Text(Share)}");
        triedCases.AssertNone(output);
    }

    /// <summary>A failure is told with the shortest story that was found for it.</summary>
    /// <returns>How many stages ran.</returns>
    private static async Task<int> PlayAsync(Cloud cloud, int number)
    {
        var stories = Stories.Of(cloud.Verbs);
        var acts = stories.Take(number);
        // The others show that an undo finds all of it from where the story itself has ended.
        var explains = number % Explained == 0;
        try
        {
            return await ModelRun.PlayAsync(cloud, acts, explains);
        }
        catch (Exception error)
        {
            var (shortest, why) = await ShrinkAsync(cloud, stories, acts, explains, error);
            throw new InvalidOperationException(
                $"  {string.Join("; ", shortest.Select(act => $"{act}"))}\n  {why.Message}", why);
        }
    }

    /// <summary>The shortest story found that still fails, within a budget of tries.</summary>
    private static async Task<(Act[] Acts, Exception Why)> ShrinkAsync(
        Cloud cloud, Arbitrary<Act[]> stories, Act[] acts, bool explains, Exception why)
    {
        var tries = 200;
        for (var hasShrunk = true; hasShrunk && tries > 0;)
        {
            hasShrunk = false;
            foreach (var shorter in stories.Shrinker(acts))
            {
                if (tries-- == 0) break;
                try
                {
                    await ModelRun.PlayAsync(cloud, shorter, explains);
                }
                catch (Exception error)
                {
                    (acts, why, hasShrunk) = (shorter, error, true);
                    break;
                }
            }
        }

        return (acts, why);
    }
}

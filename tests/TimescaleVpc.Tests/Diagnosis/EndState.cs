using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// Where runs came to an end, or were cut off: what is there is whole, or a finding explains it and names the next
/// command, and these commands lead to where nothing is found any more.
/// </summary>
internal static class EndState
{
    /// <summary>What stands behind the first broken link shows once that is mended.</summary>
    private const int Rounds = 4;

    /// <summary>What was just made may not be listed everywhere yet.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromMinutes(2);

    /// <param name="world">The world.</param>
    /// <param name="halfDone">What is neither as it was nor as it should be; it counts where nothing is found.</param>
    /// <param name="region">The region of the AWS sign-in; null takes the usual one.</param>
    /// <returns>What was found, from the first look to the last but one.</returns>
    public static async Task<IReadOnlyList<string>> ExplainAsync(
        VpcSandbox world, Func<IEnumerable<string>> halfDone, string? region = null)
    {
        var walk = await Walk.StartAsync(
            new ConnectRequest { Sandbox = true, World = world, SessionId = 9, AwsRegion = region });
        var story = new List<string>();
        world.Clock.Advance(Unseen);
        for (var round = 0; ; round++)
        {
            var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);
            Assert.True(walk.Said.Errors.IsEmpty, $"Test-VpcPeering: {walk.Said.Errors.FirstOrDefault()?.Message}");
            PeeringFinding[] openFindings = [.. findings.Where(finding => !IsOfOthers(finding))];
            if (findings.Length == 0)
                Assert.True(!halfDone().Any(), $"Not found: {string.Join("; ", halfDone())}");
            if (openFindings.Length == 0) return story;
            story.Add(Texts(openFindings));
            Assert.True(round < Rounds, string.Join(" -> ", story));
            await RunAsync(walk, openFindings, story);
            world.Clock.Advance(Unseen);
        }
    }

    /// <summary>What somebody else has to do names no command of ours.</summary>
    private static bool IsOfOthers(PeeringFinding finding) =>
        finding.Command is null && (finding.Turn != Turns.You || finding.Severity == nameof(FindingSeverity.Warning));

    /// <summary>The first command of each peering; what comes behind it is looked at anew.</summary>
    private static async Task RunAsync(Walk walk, PeeringFinding[] findings, List<string> story)
    {
        var commands = findings.GroupBy(finding => finding.Subject).Select(group =>
            group.FirstOrDefault(finding => finding.Command is not null)?.Command
                ?? throw new Xunit.Sdk.XunitException($"No command: {Texts(group)}"));
        foreach (var command in commands.Distinct())
        {
            var errors = await CommandRun.RunAsync(walk, command);
            if (errors.Count > 0) story.Add($"[{string.Join("; ", errors)}]");
        }
    }

    private static string Texts(IEnumerable<PeeringFinding> findings) => string.Join(
        " | ", findings.Select(finding => $"{finding.Id}: {finding.Cause} [{finding.Command}]"));
}

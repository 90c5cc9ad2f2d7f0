using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// Where runs came to an end, or were cut off: what is there is whole, or a finding explains it and names the next
/// command, and these commands lead to where nothing is found any more.
/// </summary>
internal static class EndState
{
    /// <summary>What stands behind the first broken link shows once that is repaired.</summary>
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
        var (story, awaited) = (new List<string>(), new HashSet<(string Subject, string Id)>());
        world.Clock.Advance(Unseen);
        for (var round = 0; ; round++)
        {
            var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);
            Assert.True(walk.Said.Errors.IsEmpty, $"Test-VpcPeering: {walk.Said.Errors.FirstOrDefault()?.Message}");
            PeeringFinding[] openFindings =
            [
                .. findings.GroupBy(finding => finding.Subject).Where(group => !IsInTheWay(group.First()))
                    .SelectMany(group => group).Where(finding =>
                        !IsOfOthers(finding) && !awaited.Contains((finding.Subject, finding.Id))),
            ];
            if (findings.Length == 0)
            {
                string[] rest = [.. halfDone()];
                Assert.True(rest.Length == 0, $"{string.Join(" -> ", story)} -> Not found: {string.Join("; ", rest)}");
            }

            if (openFindings.Length == 0) return story;
            story.Add(Texts(openFindings));
            Assert.True(round < Rounds, string.Join(" -> ", story));
            await RunAsync(walk, openFindings, story, awaited);
            world.Clock.Advance(Unseen);
        }
    }

    /// <summary>What another party has to do names no command of ours.</summary>
    private static bool IsOfOthers(PeeringFinding finding) =>
        finding.Command is null && (finding.Turn != Turns.You || finding.Severity == nameof(FindingSeverity.Warning));

    /// <summary>Whether another party has to act before anything of the peering can be repaired.</summary>
    private static bool IsInTheWay(PeeringFinding first) =>
        first.Severity == nameof(FindingSeverity.Problem) && IsOfOthers(first);

    /// <summary>The first command of each peering; what comes behind it is looked at anew.</summary>
    /// <remarks>A wait for the platform that has ended says that only the platform can act.</remarks>
    private static async Task RunAsync(
        Walk walk, PeeringFinding[] findings, List<string> story, HashSet<(string Subject, string Id)> awaited)
    {
        var firsts = findings.GroupBy(finding => finding.Subject).Select(group =>
            group.FirstOrDefault(finding => finding.Command is not null)
                ?? throw new Xunit.Sdk.XunitException($"No command: {Texts(group)}"));
        foreach (var finding in firsts.DistinctBy(finding => finding.Command))
        {
            var errors = await CommandRun.RunAsync(walk, finding.Command!);
            if (errors.Count > 0) story.Add($"[{string.Join("; ", errors)}]");
            if (finding.Turn == Turns.Platform && errors.Any(error => error.Contains(
                $": {Catalogue.PeeringTimeout.Id}: ", StringComparison.Ordinal)))
                awaited.Add((finding.Subject, finding.Id));
        }
    }

    private static string Texts(IEnumerable<PeeringFinding> findings) => string.Join(
        " | ", findings.Select(finding => $"{finding.Id}: {finding.Cause} [{finding.Command}]"));
}

using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What -WhatIf, -Confirm and -Verbose say of a step: a sentence for people, with names instead of ids.
/// </summary>
public sealed partial class SentenceTests
{
    private static StepKind[] Kinds { get; } =
    [
        .. StepCatalogue.All,
        .. typeof(LocalSteps).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)).OfType<StepKind>(),
    ];

    [Fact]
    public void Every_kind_of_step_has_a_sentence() => Assert.All(Kinds, kind =>
    {
        Assert.Matches(@"^[A-Z][a-z]+ .+[^.]\.$", kind.Sentence);
        Assert.Null(Fault(kind.Sentence));
    });

    /// <summary>All scenarios once, with what they ask, show and write into plans.</summary>
    [Fact]
    public async Task What_runs_say_is_in_names()
    {
        var faults = new List<string>();
        foreach (var scenario in AllScenarios.All)
        {
            var run = new Run(scenario.NewWorld());
            await run.PlayAsync(scenario.Before);
            await run.PlayAsync(scenario.Steps);
            var steps = run.Cmdlets.SelectMany(cmdlet => cmdlet.Said.Confirmed.Concat(cmdlet.Said.Shown)).ToArray();
            Assert.NotEmpty(steps);
            faults.AddRange(steps.Select(step => step.Sentence).Distinct()
                .Select(sentence => Fault(sentence) is { } fault ? $"{scenario.Name}: {fault}: {sentence}" : null)
                .OfType<string>());
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>What a sentence holds that people do not say; null if nothing.</summary>
    private static string? Fault(string sentence) =>
        sentence.Length == 0 ? "empty"
        : sentence.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? "an ARM id"
        : AnyGuid().IsMatch(sentence) ? "a GUID"
        : Gap().IsMatch(sentence) ? "a name is missing"
        : Array.Find(Kinds, kind => sentence.Contains(kind.Action, StringComparison.Ordinal)) is { } kind
            ? $"the name of {kind.Action}" : null;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-", RegexOptions.IgnoreCase)]
    private static partial Regex AnyGuid();

    // A name that was empty leaves two blanks, or one before a stop.
    [GeneratedRegex(@"  | [.,:;]|''")]
    private static partial Regex Gap();
}

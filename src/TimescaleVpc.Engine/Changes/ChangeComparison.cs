using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Changes;

/// <summary>Where a plan and what was done differ, compared as sets: a change is what was done to what.</summary>
internal static class ChangeComparison
{
    public static IEnumerable<VpcChangeDifference> Of(
        IReadOnlyCollection<VpcChange> plan, IReadOnlyCollection<VpcChange> changes)
    {
        foreach (var step in plan.DistinctBy(Key))
        {
            var attempts = changes.Where(change => Key(change) == Key(step)).ToArray();
            if (attempts.Length == 0) yield return Difference("NotDone", step);
            else if (!attempts.Any(change => change.Result == ChangeRecord.Done))
                yield return Difference("NotFinished", attempts[^1]);
        }

        var planKeys = plan.Select(Key).ToHashSet();
        foreach (var change in changes.Where(change => !planKeys.Contains(Key(change))).DistinctBy(Key))
            yield return Difference("NotPlanned", change);
    }

    private static (string Action, string Target, string Where) Key(VpcChange change) =>
        (change.Action, change.Target, change.Where);

    private static VpcChangeDifference Difference(string kind, VpcChange change) => new()
    {
        Difference = kind, What = change.What, Action = change.Action, Target = change.Target, Where = change.Where,
        ErrorId = change.ErrorId ?? (change.Result == StepLog.Stopped ? change.Result : null),
        When = change.When,
    };
}

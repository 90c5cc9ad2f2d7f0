using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// What became of the requests that a fault has struck: the proof that a case hit what it was aimed at, and that it was
/// dealt with as a fault of its nature is. The rule follows from fault and request, so a new request needs no new line.
/// </summary>
internal sealed class Mark
{
    /// <summary>What is asked as a courtesy has little time for it, and may fail in silence.</summary>
    private static readonly string[] Courtesies = ["Mst.RefreshPeerings"];

    private readonly SandboxRequest[] hits;
    private readonly SandboxRequest? first;
    private readonly TimescaleVpcException? error;
    private readonly bool isRepeated;
    private readonly bool isLookedAt;
    private readonly bool isWarnedOf;
    private readonly bool isOverTime;

    private Mark(Run run, InjectedFaults injectedFaults)
    {
        var log = injectedFaults.Log;
        hits = [.. log.Where(request => request.Fault is not null)];
        error = run.Error;
        isWarnedOf = run.Warnings.Count > 0;
        // The shortest time is that of a service's way back. When it is over, what is under way is not tried again.
        isOverTime = run.Cmdlets.Any(cmdlet => cmdlet.Took >= TimeSpan.FromMinutes(15));
        if (hits.Length == 0) return;
        first = hits[0];
        var after = log.SkipWhile(request => request.Number <= first.Number).ToArray();
        isRepeated = after.Any(request => request.Kind == first.Kind && request.Path == first.Path);
        isLookedAt = after.TakeWhile(request => request.Kind != first.Kind || request.Path != first.Path)
            .Any(request => !request.Mutates && request.Host == first.Host);
    }

    public static Mark Of(Run run, InjectedFaults injectedFaults) => new(run, injectedFaults);

    /// <summary>What proves that the fault was dealt with otherwise than its nature says, or not at all.</summary>
    public IEnumerable<string> Defects(FaultCase one)
    {
        // Of two faults, the first may end the run.
        if (one.Faults is not [var fault]) yield break;
        if (first is null)
        {
            // Some requests in a row may begin after the last one.
            if (fault.Kind != "*") yield return "The fault has struck nothing.";
            yield break;
        }

        if (fault.Times == 1 && hits.Length != 1) yield return $"It has struck {hits.Length} times.";
        var nature = FaultNature.Of(fault);
        if (error is not null && !nature.MayEndIn(error.ErrorId))
            yield return $"{error.ErrorId} is no answer to {fault}: {error.Message}";
        if (fault.Kind == "*" || !nature.IsPassing || Courtesies.Contains(fault.Kind)) yield break;

        if (one.IsOnce)
        {
            if (error is not null && !IsTurnedAway(first))
                yield return $"It passes, and is not tried again: {error.ErrorId}";
            // What takes a credential away has a budget, and warns; then it expires.
            if (error is null && !(isRepeated || first.Mutates && isLookedAt || isWarnedOf))
                yield return "It was neither sent again nor looked at.";
        }
        else if (!first.Mutates && hits.Length % RetryHandler.Attempts != 0
            && !(isOverTime && hits.Length > RetryHandler.Attempts))
        {
            yield return $"{hits.Length} attempts, {RetryHandler.Attempts} for each request are due.";
        }
        else if (!first.Mutates && error is null && !isWarnedOf)
        {
            yield return "Nothing could be read, and nobody says so.";
        }
    }

    public override string ToString() => first is null ? "not struck" : isRepeated ? "sent again"
        : isLookedAt ? "looked at" : isWarnedOf ? "warned of" : "not needed";

    /// <summary>A platform that is too busy for a new request has not accepted it, and its response says so.</summary>
    private static bool IsTurnedAway(SandboxRequest request) =>
        request.Method == "POST" && request.Fault!.Status == 503
        && (request.Kind.StartsWith("Mst.", StringComparison.Ordinal)
            || request.Kind.StartsWith("Cloud.", StringComparison.Ordinal));
}

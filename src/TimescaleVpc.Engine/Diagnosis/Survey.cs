using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// The readings of one run of a cmdlet: each source is read once, for all peerings that share it, and what could not
/// be read is remembered with its reason.
/// </summary>
internal sealed class Survey
{
    private readonly ConcurrentDictionary<(TimescaleSession, Source), object> readings = new();
    private readonly ConcurrentDictionary<(TimescaleSession, Source), TimescaleVpcException> refusals = new();

    /// <summary>Reads a source, unless it was read already.</summary>
    public async Task<Reading<T>> ReadAsync<T>(
        ItemContext context, Source source, Func<Task<T?>> read, CancellationToken cancel)
        where T : class
    {
        var key = (context.Session, source);
        return readings.TryGetValue(key, out var cachedReading) ? (Reading<T>)cachedReading
            : await context.Locks.OneAtATimeAsync($"survey {source}", async () =>
            {
                if (readings.TryGetValue(key, out var meanwhile)) return (Reading<T>)meanwhile;
                var reading = await FirstAsync(context, source, read, cancel);
                if (reading.Refusal is { } refusal) refusals[key] = refusal;
                readings[key] = reading;
                return reading;
            }, cancel);
    }

    /// <summary>A finding for each source that could not be read since this was last asked for.</summary>
    public IReadOnlyList<PeeringFinding> NotRead()
    {
        var findings = new List<PeeringFinding>();
        foreach (var key in refusals.Keys.OrderBy(key => $"{key.Item2}", StringComparer.Ordinal))
        {
            if (!refusals.TryRemove(key, out var refusal)) continue;
            var source = key.Item2;
            findings.Add(FindingCatalogue.NotRead.For(
                new($"{source.What} of {source.Where}"), [], source.What, refusal.Message,
                refusal.RecommendedAction));
        }

        return findings;
    }

    private static async Task<Reading<T>> FirstAsync<T>(
        ItemContext context, Source source, Func<Task<T?>> read, CancellationToken cancel)
        where T : class
    {
        var at = context.Clock.Now;
        try
        {
            return new(source, at, await read(), Refusal: null);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested
            && Translation.Of(error, source) is var refusal && refusal.ErrorId != Catalogue.UnexpectedError.Id)
        {
            return new(source, at, Value: null, refusal);
        }
    }
}

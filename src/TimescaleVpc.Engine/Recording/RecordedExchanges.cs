using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Finds the recorded exchange for a request: of the same kind and subject, and the next one in their order. What a
/// client makes up anew each time, such as the name of a credential, is put in place of what it was then.
/// </summary>
internal sealed partial class RecordedExchanges
{
    /// <summary>Of one answer, from one change to the next: a change that does not come is not waited for.</summary>
    private const int MostRepeats = 3;

    private readonly object sync = new();
    private readonly IReadOnlyDictionary<string, string> bodies;
    private readonly Dictionary<string, List<Exchange>> queues;
    private readonly Dictionary<string, Exchange> lastAnswers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> repeats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> freshNames = new(StringComparer.Ordinal);
    private readonly ReplayChanges changes;

    public RecordedExchanges(KeptWire wire)
    {
        bodies = wire.Bodies;
        changes = new ReplayChanges(wire.Exchanges);
        queues = wire.Exchanges.OrderBy(exchange => exchange.Number).GroupBy(Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    }

    /// <summary>The answer to a request; null if there is none.</summary>
    /// <param name="request">The request, filtered as the recorded ones are.</param>
    /// <param name="sentText">Its body, filtered.</param>
    public (Exchange Exchange, string Body)? Find(Exchange request, string? sentText)
    {
        lock (sync)
        {
            if (Take(Key(request, sentText), sentText) is not { } match) return null;
            if (match.Sent is { } then && sentText is not null) Learn(Json.Parse(bodies[then]), Json.Parse(sentText));
            return (match, Renewed(match.Got is { } gotId ? bodies[gotId] : ""));
        }
    }

    /// <summary>
    /// The next one, of those with the same body if there are any. What only reads may be asked more often than then:
    /// its last answer stays.
    /// </summary>
    private Exchange? Take(string key, string? sentText)
    {
        if (!queues.TryGetValue(key, out var queue) || queue.Count == 0)
            return lastAnswers.TryGetValue(key, out var again) && OnlyReads(again) ? again : null;
        var at = Math.Max(0, queue.FindIndex(one => one.Sent is { } then && bodies[then] == sentText));
        if (!OnlyReads(queue[at]))
        {
            changes.Do(queue[at]);
            repeats.Clear();
        }
        else if (Earlier(key, queue, ref at) is { } earlier) return earlier;
        var match = lastAnswers[key] = queue[at];
        queue.RemoveAt(at);
        return match;
    }

    /// <summary>
    /// A client may read more often than then, or less. An answer from after a change that the replay has still to make
    /// comes too early: the one before it is given again. One from before a change that it has made is over, if there
    /// is a later one.
    /// </summary>
    private Exchange? Earlier(string key, List<Exchange> queue, ref int at)
    {
        for (var later = Later(queue, at); later >= 0; later = Later(queue, at))
        {
            for (var over = later - 1; over >= at; over--)
            {
                if (queue[over].Sent != queue[later].Sent) continue;
                queue.RemoveAt(over);
                later--;
            }

            at = later;
        }

        var mayRepeat = lastAnswers.TryGetValue(key, out var last) && changes.LackBefore(queue[at])
            && !changes.LieBetween(last, queue[at]) && repeats.GetValueOrDefault(key) < MostRepeats;
        if (!mayRepeat) return null;
        repeats[key] = repeats.GetValueOrDefault(key) + 1;
        return last;
    }

    /// <summary>The place of the next answer from after a change that was made; -1 if there is none.</summary>
    private int Later(List<Exchange> queue, int at)
    {
        var now = queue[at];
        return queue.FindIndex(at + 1, one =>
            one.Sent == now.Sent && changes.LieBetween(now, one) && !changes.LackBefore(one));
    }

    /// <summary>Kind and subject: for an action in a form its values, for a token what it is for.</summary>
    private string Key(Exchange exchange) => Key(exchange, exchange.Sent is { } sentText ? bodies[sentText] : null);

    private static string Key(Exchange request, string? sentText)
    {
        var form = request.Action is not null ? sentText : !IsToken(request) ? null
            : FormText.Write(FormText.Read(sentText ?? "").Where(pair => pair.Name != "username"));
        return $"{request.Title} {form}".ToLowerInvariant();
    }

    public static bool IsToken(Exchange request) =>
        request.Path.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase);

    public static bool OnlyReads(Exchange exchange) => exchange.Method is "GET" or "HEAD" || IsToken(exchange)
        || exchange.Path.EndsWith("/getByIds", StringComparison.OrdinalIgnoreCase)
        || exchange.Action?.StartsWith("Describe", StringComparison.Ordinal) == true
        || exchange.Action?.StartsWith("Get", StringComparison.Ordinal) == true;

    /// <summary>What stands at the same place in both, and differs, was made up by the client.</summary>
    private void Learn(JsonNode? then, JsonNode? now)
    {
        switch (then, now)
        {
            case (JsonObject first, JsonObject second):
                foreach (var (name, value) in first) Learn(value, second[name]);
                break;
            case (JsonArray first, JsonArray second):
                for (var at = 0; at < Math.Min(first.Count, second.Count); at++) Learn(first[at], second[at]);
                break;
            case (JsonValue first, JsonValue second)
                when first.TryGetValue<string>(out var before) && second.TryGetValue<string>(out var after)
                    && before != after && MadeUp().IsMatch(before) && MadeUp().IsMatch(after):
                freshNames[before] = after;
                break;
        }
    }

    private string Renewed(string body) => freshNames.Aggregate(
        body, (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(?:TimescaleVpc run )?(?:[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex MadeUp();
}

using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Finds the recorded exchange for a request: of the same kind and subject, and the next one in their order. What a
/// client makes up anew each time, such as the name of a credential, is put in place of what it was then.
/// </summary>
internal sealed partial class ReplayBook
{
    private readonly object gate = new();
    private readonly IReadOnlyDictionary<string, string> bodies;
    private readonly Dictionary<string, List<Exchange>> queues;
    private readonly Dictionary<string, Exchange> lastAnswers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> freshNames = new(StringComparer.Ordinal);

    public ReplayBook(KeptWire wire)
    {
        bodies = wire.Bodies;
        queues = wire.Exchanges.OrderBy(exchange => exchange.Number).GroupBy(Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    }

    /// <summary>The answer to a request; null if there is none.</summary>
    /// <param name="request">The request, filtered as the recorded ones are.</param>
    /// <param name="sentText">Its body, filtered.</param>
    public (Exchange Exchange, string Body)? Find(Exchange request, string? sentText)
    {
        lock (gate)
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
        var match = lastAnswers[key] = queue[at];
        queue.RemoveAt(at);
        return match;
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

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The values of a rule or a route as a script gives them.</summary>
/// <param name="read">The texts at a key; none if it is not given.</param>
/// <param name="refuse">The error for a key, its value and the rule that the value breaks.</param>
internal sealed class TrafficValues(Func<string, string[]> read, Func<string, string, string, Exception> refuse)
{
    /// <summary>The keys of a rule.</summary>
    public static string[] RuleKeys { get; } =
        ["Name", "Priority", "Direction", "Access", "Protocol", "Source", "Destination", "Port", "SecurityGroup"];

    /// <summary>The keys of a route.</summary>
    public static string[] RouteKeys { get; } = ["Name", "Prefix", "NextHop", "Address", "RouteTable"];

    /// <summary>The keys of a network interface.</summary>
    public static string[] InterfaceKeys { get; } = ["Name", "Address"];

    public string? Text(string key) => read(key) is [var first, ..] ? first : null;

    /// <summary>All texts at the key; <c>*</c> if it is not given.</summary>
    public string[] TextsOrAny(string key) => read(key) is { Length: > 0 } texts ? texts : [SecurityRule.Any];

    /// <summary>One of some words, in their spelling; the first of them if the key is not given.</summary>
    public string Word(string key, IReadOnlyList<string> words)
    {
        if (Text(key) is not { } text) return words[0];
        return words.FirstOrDefault(word => Same(word, text))
            ?? throw refuse(key, text, $"is none of {string.Join(", ", words)}");
    }

    public int? Number(string key, (int First, int Last) bounds)
    {
        if (Text(key) is not { } text) return null;
        return int.TryParse(text, out var number) && number >= bounds.First && number <= bounds.Last
            ? number : throw refuse(key, text, $"is no number from {bounds.First} to {bounds.Last}");
    }

    public void Require(string key, string text, bool isFit, string rule)
    {
        if (!isFit) throw refuse(key, text, rule);
    }
}

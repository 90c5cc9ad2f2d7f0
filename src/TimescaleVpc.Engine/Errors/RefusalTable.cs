using System.IO.Enumeration;

namespace TimescaleVpc.Engine.Errors;

/// <summary>One cause that a platform names, and our error for it.</summary>
/// <param name="Entry">The error. Its text takes identity, action, target, requirement and platform.</param>
/// <param name="Codes">The codes; an asterisk stands for any letters.</param>
internal sealed record RefusalRule(ErrorEntry Entry, params string[] Codes)
{
    /// <summary>Words of which the message must contain one, where the code alone has several meanings.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>
    /// For a platform that sends answers without a code: statuses that its contract gives this meaning.
    /// </summary>
    public int[] Bare { get; init; } = [];

    public bool Fits(PlatformRefusal refusal) =>
        (Words.Length == 0 || Words.Any(refusal.Says))
        && (refusal.Code.Length == 0 ? refusal.IsReadable && Bare.Contains(refusal.Status)
            : Codes.Any(code => FileSystemName.MatchesSimpleExpression(code, refusal.Code)));
}

/// <summary>The refused request, for the text of an error.</summary>
/// <param name="Who">The identity of the request: "The Azure sign-in", "Application …".</param>
/// <param name="What">What was asked.</param>
/// <param name="Where">The scope, region or tenant.</param>
/// <param name="Need">The permission that it takes.</param>
/// <param name="Target">What the error is about.</param>
internal sealed record RefusedRequest(string Who, string What, string Where, string Need, object? Target)
{
    /// <summary>The peering, with the commands that mean it, for refusals of its link; null elsewhere.</summary>
    public IFormattable? Peering { get; init; }
}

/// <summary>
/// The one place where a platform's codes get their meaning, for all stages. The first rule that fits counts; what none
/// fits is said to be not understood, whatever its status.
/// </summary>
internal sealed class RefusalTable(string platform, params RefusalRule[] rules)
{
    public string Platform => platform;

    public IReadOnlyList<RefusalRule> Rules => rules;

    /// <summary>The codes that say "too many requests", beside status 429.</summary>
    public string[] Throttling { get; init; } = [];

    /// <summary>Our error for it; null if no rule knows it.</summary>
    public ErrorEntry? Find(PlatformRefusal refusal) => Array.Find(rules, rule => rule.Fits(refusal))?.Entry;

    public TimescaleVpcException ToError(PlatformRefusal refusal, RefusedRequest request)
    {
        var (who, what, where, need, target) = request;
        var host = refusal.Host.Length > 0 ? refusal.Host : platform;
        if (Find(refusal) is { } entry)
            return entry.Because(refusal, target, who, what, where, need, platform, request.Peering);
        if (refusal.Is(Throttling) || refusal.Status is 429)
            return Catalogue.Throttled.Because(refusal, target, host, what, refusal.Status);
        if (refusal.Status is 408 or >= 500)
            return Catalogue.ServiceBusy.Because(refusal, target, host, what, refusal.Status);
        if (!refusal.IsReadable)
            return Catalogue.UnreadableAnswer.Because(refusal, target, host, what, refusal.Status);
        return Catalogue.RefusalUnknown.Because(
            refusal, target, char.ToUpperInvariant(platform[0]) + platform[1..], what,
            refusal.Code.Length > 0 ? $"{refusal.Code}, a code that this module does not know"
                : "no code, so this module cannot tell why",
            refusal.FirstLine.Length > 0 ? "what its message names" : "its cause");
    }
}

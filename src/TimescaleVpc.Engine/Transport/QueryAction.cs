using System.Net;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The action of an AWS query request. All of them are a POST to the same path, so what may be repeated is seen from
/// the body only, and whether a refusal is throttling from the answer's.
/// </summary>
internal static partial class QueryAction
{
    private static readonly HttpRequestOptionsKey<string> Key = new("TimescaleVpc.QueryAction");

    /// <summary>
    /// Changes that end in the same state when they are done twice. The second time, a removal may say that there is
    /// nothing to remove: whoever removes takes that for done.
    /// </summary>
    private static readonly HashSet<string> Idempotent = new(
    [
        "ReplaceRoute", "CreateTags", "ModifyNetworkInterfaceAttribute", "ModifyVpcPeeringConnectionOptions",
        "DeleteRoute", "DeleteSecurityGroup", "RevokeSecurityGroupEgress", "DeleteVpcPeeringConnection",
    ], StringComparer.Ordinal);

    /// <summary>Reads the action from the body, and keeps it with the request for the log.</summary>
    /// <returns>Whether the request may be sent twice; null if it is no query request.</returns>
    public static async Task<bool?> IsRepeatableAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (request.Method != HttpMethod.Post || request.Content is not { } content
            || content.Headers.ContentType?.MediaType != "application/x-www-form-urlencoded") return null;

        var body = await content.ReadAsStringAsync(cancel);
        if (ActionPattern().Match(body) is not { Success: true } match) return null;
        var action = match.Groups[1].Value;
        request.Options.Set(Key, action);
        return Idempotent.Contains(action) || action.StartsWith("Describe", StringComparison.Ordinal)
            || action.StartsWith("Get", StringComparison.Ordinal) || DryRunPattern().IsMatch(body);
    }

    /// <summary>The action that was read from this request; null if there is none.</summary>
    public static string? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var action) ? action : null;

    /// <summary>Was the request turned away unread, because there were too many?</summary>
    public static async Task<bool> IsThrottledAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable)) return false;

        // The body is read again further up.
        await response.Content.LoadIntoBufferAsync();
        return Throttling.IsCode(CodePattern().Match(await response.Content.ReadAsStringAsync(cancel)).Groups[1].Value);
    }

    [GeneratedRegex("(?:^|&)Action=([A-Za-z0-9]+)(?:&|$)")]
    private static partial Regex ActionPattern();

    [GeneratedRegex("(?:^|&)DryRun=true(?:&|$)")]
    private static partial Regex DryRunPattern();

    [GeneratedRegex(@"<Code>\s*([\w.]+)\s*</Code>", RegexOptions.IgnoreCase)]
    private static partial Regex CodePattern();
}

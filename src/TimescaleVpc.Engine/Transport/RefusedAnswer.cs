using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// An answer that is a refusal, whichever library brought it. Each platform has a reader for its form. What counts is
/// the body; its content type may be anything, since proxies change it.
/// </summary>
/// <param name="Platform">The platform of the request.</param>
/// <param name="Host">The host that answered.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Header">A header's value; null if it is not there.</param>
internal sealed record RefusedAnswer(
    string Platform, string Host, int Status, string Body, Func<string, string?> Header)
{
    /// <summary>The body's words if it is neither JSON nor markup; otherwise empty.</summary>
    public string PlainText => Body.TrimStart() is { Length: > 0 } text && text[0] is not ('<' or '{' or '[')
        ? text.Trim() : "";

    /// <summary>Takes a refusal from .NET's client.</summary>
    public static async Task<RefusedAnswer> TakeAsync(
        string platform, string host, HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        return new(
            platform, host, (int)response.StatusCode, text,
            name => Value(response.Headers, name) ?? Value(response.Content.Headers, name));
    }

    /// <summary>The part of a JSON body that tells of the error: the object <c>error</c>, or the body itself.</summary>
    public static JsonNode? ErrorIn(JsonNode? body) => body.Get("error") is JsonObject inner ? inner : body;

    /// <summary>The refusal, out of what a platform's reader has found in the body.</summary>
    /// <param name="isOurs">Whether the body has the platform's form.</param>
    /// <param name="code">The platform's code; null if there is none.</param>
    /// <param name="words">The platform's words; without them a plain body is taken.</param>
    /// <param name="requestId">The request's id, where the headers have none.</param>
    public PlatformRefusal Read(bool isOurs, string? code, string? words, string? requestId = null) => new()
    {
        Platform = Platform,
        Host = Host,
        Status = Status,
        Code = Redaction.Clean(code?.Trim() ?? ""),
        Message = Redaction.Clean(string.IsNullOrWhiteSpace(words) ? PlainText : words),
        RequestId = RequestIdHeader.In(Header)?.Value ?? requestId,
        // An empty body is not a proxy's page: the status is all that was said.
        IsReadable = isOurs || string.IsNullOrWhiteSpace(Body),
    };

    private static string? Value(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>
/// A refusal on its way through an SDK, which would read it in its own way and lose part of it. The client above the
/// SDK turns it into its own exception.
/// </summary>
internal sealed class RefusedException(PlatformRefusal refusal) : Exception(refusal.Said)
{
    public PlatformRefusal Refusal => refusal;
}

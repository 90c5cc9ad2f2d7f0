using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>An answer that is a refusal, whichever library brought it.</summary>
/// <param name="Platform">Who was asked.</param>
/// <param name="Host">The host that answered.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Header">A header's value; null if it is not there.</param>
internal sealed record RefusedAnswer(
    string Platform, string Host, int Status, string Body, Func<string, string?> Header);

/// <summary>
/// Reads refusals: one reader for each form on the wire. What counts is the body; its content type may be anything,
/// since proxies change it.
/// </summary>
internal static partial class RefusalReader
{
    private static readonly string[] RequestIds =
        ["x-ms-request-id", "request-id", "x-request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id"];

    /// <summary>The prefixes that AWS's documents, and some servers, give to codes.</summary>
    private static readonly string[] AwsPrefixes = ["Client.", "Server."];

    /// <summary>Takes a refusal from .NET's client.</summary>
    public static async Task<RefusedAnswer> TakeAsync(
        string platform, string host, HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        return new(
            platform, host, (int)response.StatusCode, text,
            name => Value(response.Headers, name) ?? Value(response.Content.Headers, name));
    }

    /// <summary>ARM and Microsoft Graph: an object <c>error</c> with code, message and details, or these at the top.</summary>
    public static PlatformRefusal OData(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var error = body.Get("error") is JsonObject inner ? inner : body;
        var more = error.Get("innerError") ?? error.Get("innererror");
        var refusal = Make(answer, body is JsonObject, error.Text("code"), error.Text("message"), more.Text("request-id"));
        var policies = Policies(error).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !refusal.FirstLine.Contains(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return policies.Length == 0 ? refusal
            : refusal.WithMore(Redaction.Clean($"Policies: {string.Join(", ", policies)}."));
    }

    /// <summary>
    /// The token endpoint: <c>error</c> and <c>error_description</c>. Of the two codes Entra's own number says more.
    /// </summary>
    public static PlatformRefusal OAuth(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var words = body.Text("error_description") ?? body.Get("error").Text("message") ?? body.Text("message");
        return Make(
            answer, body is JsonObject, EntraNumber(words) ?? body.Text("error") ?? body.Get("error").Text("code"), words,
            body.Text("trace_id") ?? body.Text("correlation_id"));
    }

    /// <summary>The managed service: <c>message</c> and <c>errors</c>, or plain text; only some errors have a code.</summary>
    public static PlatformRefusal Aiven(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var errors = body.Items("errors").ToArray();
        var code = errors.Select(item => item.Text("error_code")).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        var words = body.Text("message") ?? errors.Select(item => item.Text("message")).FirstOrDefault()
            ?? body.Text("error") ?? body.Get("error").Text("message");
        var isText = body is null && PlainText(answer.Body).Length > 0;
        return Make(answer, body is JsonObject || isText, code ?? body.Text("error_code"), words, null);
    }

    /// <summary>Timescale Cloud: <c>code</c>, <c>message</c>, and <c>details</c>, which is sent though not described.</summary>
    public static PlatformRefusal TimescaleCloud(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var error = body.Get("error") is JsonObject inner ? inner : body;
        var texts = new[] { error.Text("message"), error.Text("details"), body.Text("error") }
            .Where(text => !string.IsNullOrWhiteSpace(text)).Distinct();
        return Make(answer, body is JsonObject, error.Text("code"), string.Join(": ", texts), body.Text("request_id"));
    }

    /// <summary>AWS's XML: EC2 and STS put code and message into different roots.</summary>
    public static PlatformRefusal Aws(RefusedAnswer answer, DateTimeOffset now)
    {
        var root = Parse(answer.Body);
        var isOurs = Is(root, "Response") || Is(root, "ErrorResponse") || Is(root, "Error");
        var code = isOurs ? Text("Code") : null;
        if (Array.Find(AwsPrefixes, prefix => code?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true)
            is { } known) code = code![known.Length..];
        return Make(answer, isOurs, code, isOurs ? Text("Message") : null, isOurs ? Text("RequestId") : null) with
        {
            ClockAhead = Ahead(answer, now),
        };

        string? Text(string name) => root!.DescendantsAndSelf().FirstOrDefault(item => Is(item, name))?.Value.Trim();

        static bool Is(XElement? item, string name) =>
            Same(item?.Name.LocalName, name);
    }

    private static XElement? Parse(string body)
    {
        try
        {
            using var text = new StringReader(body.TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Entra's own number in a text, such as AADSTS50076; null if there is none.</summary>
    public static string? EntraNumber(string? text) =>
        text is not null && Number().Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex Number();

    private static TimeSpan? Ahead(RefusedAnswer answer, DateTimeOffset now) =>
        DateTimeOffset.TryParse(answer.Header("Date"), System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out var date) ? date - now : null;

    private static PlatformRefusal Make(RefusedAnswer answer, bool isOurs, string? code, string? words, string? id)
    {
        var text = string.IsNullOrWhiteSpace(words) ? PlainText(answer.Body) : words;
        return new PlatformRefusal
        {
            Platform = answer.Platform,
            Host = answer.Host,
            Status = answer.Status,
            Code = Redaction.Clean(code?.Trim() ?? ""),
            Message = Redaction.Clean(text),
            RequestId = RequestIds.Select(answer.Header).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? id,
            // An empty body is nobody's page: the status is all that was said.
            IsReadable = isOurs || string.IsNullOrWhiteSpace(answer.Body),
        };
    }

    /// <summary>The words of a body that is neither JSON nor markup.</summary>
    private static string PlainText(string body) => body.TrimStart() is { Length: > 0 } text && text[0] is not ('<' or '{' or '[')
        ? text.Trim() : "";

    private static string? Value(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>
    /// Names of policies, wherever the error holds them: of the assignment, of the definition, and of the initiative that
    /// it comes with. A name of which there is no display name is often a number, and still finds it.
    /// </summary>
    private static IEnumerable<string> Policies(JsonNode? error)
    {
        foreach (var info in error.Items("additionalInfo").Select(item => item.Get("info")))
        {
            foreach (var part in new[] { "policyAssignment", "policyDefinition", "policySetDefinition" })
            {
                var name = info.Text(part + "DisplayName") is { Length: > 0 } shown ? shown : info.Text(part + "Name");
                if (!string.IsNullOrEmpty(name)) yield return name;
            }
        }

        foreach (var detail in error.Items("details"))
            foreach (var name in Policies(detail)) yield return name;
    }
}

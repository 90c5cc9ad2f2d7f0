using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Reads refusals in the two forms that Azure has.</summary>
internal static partial class AzureRefusalReader
{
    /// <summary>
    /// ARM and Microsoft Graph: an object <c>error</c> with code, message and details, or these at the top.
    /// </summary>
    public static PlatformRefusal OData(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var error = RefusedAnswer.ErrorIn(body);
        var more = error.Get("innerError") ?? error.Get("innererror");
        var refusal = answer.Read(
            body is JsonObject, error.Text("code"), error.Text("message"), more.Text("request-id"));
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
        var code = EntraNumber(words) ?? body.Text("error") ?? body.Get("error").Text("code");
        return answer.Read(body is JsonObject, code, words, body.Text("trace_id") ?? body.Text("correlation_id"));
    }

    /// <summary>Entra's own number in a text, such as AADSTS50076; null if there is none.</summary>
    public static string? EntraNumber(string? text) =>
        text is not null && Number().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>
    /// Names of policies, wherever the error holds them: of the assignment, of the definition, and of the initiative
    /// that it comes with. A name of which there is no display name is often a number, and still finds it.
    /// </summary>
    private static IEnumerable<string> Policies(JsonNode? error)
    {
        foreach (var info in error.Items("additionalInfo").Select(item => item.Get("info")))
        {
            foreach (var part in new[] { "policyAssignment", "policyDefinition", "policySetDefinition" })
            {
                var name = info.Text(part + "DisplayName") is { Length: > 0 } title ? title : info.Text(part + "Name");
                if (!string.IsNullOrEmpty(name)) yield return name;
            }
        }

        foreach (var detail in error.Items("details"))
            foreach (var name in Policies(detail)) yield return name;
    }

    /// <summary>The request's number, which Entra writes behind its words; null if it is not there.</summary>
    public static string? TraceId(string text) =>
        Trace().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"Trace ID: ([0-9a-f-]{36})", RegexOptions.IgnoreCase)]
    private static partial Regex Trace();
}

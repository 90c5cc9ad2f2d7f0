using System.Xml;
using System.Xml.Linq;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Reads AWS's refusals. EC2 and STS put code and message into different roots of XML; SSO, and what gives keys to a
/// container or an instance, send JSON.
/// </summary>
internal static class AwsRefusalReader
{
    private static readonly string[] Roots = ["Response", "ErrorResponse", "Error"];

    /// <summary>The prefixes that AWS's documents, and some servers, give to codes.</summary>
    private static readonly string[] Prefixes = ["Client.", "Server."];

    public static PlatformRefusal Read(RefusedAnswer answer, DateTimeOffset now)
    {
        var root = Root(answer.Body);
        var refusal = root is null && Json.Parse(answer.Body) is JsonObject body ? OfJson(answer, body)
            : answer.Read(root is not null, Code(root), Text(root, "Message"), Text(root, "RequestId"));
        return refusal with { ClockAhead = Ahead(answer, now) };
    }

    /// <summary>The code in the body of a refusal; null if there is none.</summary>
    public static string? Code(string body) => Code(Root(body));

    private static PlatformRefusal OfJson(RefusedAnswer answer, JsonObject body)
    {
        // In the header an address follows the code, in __type a name space goes before it.
        var code = answer.Header("x-amzn-ErrorType")?.Split(':')[0] ?? body.Text("__type")?.Split('#')[^1]
            ?? body.Text("code") ?? body.Text("Code") ?? body.Text("error");
        var message = body.Text("message") ?? body.Text("Message") ?? body.Text("error_description");
        return answer.Read(code is not null, code, message);
    }

    private static string? Code(XElement? root)
    {
        var code = Text(root, "Code");
        var prefix = Array.Find(Prefixes, item => code?.StartsWith(item, StringComparison.OrdinalIgnoreCase) == true);
        return prefix is null ? code : code![prefix.Length..];
    }

    private static string? Text(XElement? root, string name) =>
        root?.DescendantsAndSelf().FirstOrDefault(item => Same(item.Name.LocalName, name))?.Value.Trim();

    /// <summary>The root of an error in AWS's form; null if the body is something else.</summary>
    private static XElement? Root(string body)
    {
        try
        {
            using var text = new StringReader(body.TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var root = XElement.Load(reader);
            return Roots.Any(name => Same(root.Name.LocalName, name)) ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static TimeSpan? Ahead(RefusedAnswer answer, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            answer.Header("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date - now : null;
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Reads AWS's refusals. EC2 and STS put code and message into different roots of XML.</summary>
internal static class AwsRefusalReader
{
    private static readonly string[] Roots = ["Response", "ErrorResponse", "Error"];

    /// <summary>The prefixes that AWS's documents, and some servers, give to codes.</summary>
    private static readonly string[] Prefixes = ["Client.", "Server."];

    public static PlatformRefusal Read(RefusedAnswer answer, DateTimeOffset now)
    {
        var root = Root(answer.Body);
        return answer.Read(root is not null, Code(root), Text(root, "Message"), Text(root, "RequestId")) with
        {
            ClockAhead = Ahead(answer, now),
        };
    }

    /// <summary>The code in the body of a refusal; null if there is none.</summary>
    public static string? Code(string body) => Code(Root(body));

    /// <summary>What gives keys to a container or an instance refuses in JSON.</summary>
    public static PlatformRefusal Json(RefusedAnswer answer)
    {
        var body = Transport.Json.Parse(answer.Body);
        var error = RefusedAnswer.ErrorIn(body);
        return answer.Read(body is JsonObject, error.Text("code"), error.Text("message"));
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

using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>
/// Takes any XML as it is. EC2 and STS wrap their errors differently; a body that is no XML at all (a proxy's page) is
/// an error without a code.
/// </summary>
internal sealed class QueryUnmarshaller : XmlResponseUnmarshaller
{
    /// <summary>The prefix that AWS's documents give to codes.</summary>
    private static readonly string[] Prefixes = ["Client.", "Server."];

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) =>
        new QueryAnswer { Body = Xml.Parse(input.Stream) };

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var body = Xml.Parse(input.Stream);
        var error = body?.DescendantsAndSelf().FirstOrDefault(
            item => string.Equals(item.Name.LocalName, "Error", StringComparison.OrdinalIgnoreCase));
        var code = error.Text("Code") ?? statusCode.ToString();
        if (Array.Find(Prefixes, prefix => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } known)
            code = code[known.Length..];

        return new AmazonServiceException(
            error.Text("Message") ?? $"HTTP {(int)statusCode}", innerException, ErrorType.Unknown, code,
            RequestId(body), statusCode);
    }

    private static string? RequestId(XElement? body) => body.Text("RequestID");
}

using System.Xml.Linq;
using Amazon.Runtime;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>An answer as XML; null if the body was something else.</summary>
internal sealed class QueryAnswer : AmazonWebServiceResponse
{
    public XElement? Body { get; init; }
}

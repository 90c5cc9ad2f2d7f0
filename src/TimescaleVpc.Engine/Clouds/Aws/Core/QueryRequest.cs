using Amazon.Runtime;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>One request type for all actions; the SDK has one for each.</summary>
internal sealed class QueryRequest(QueryService service, QueryCall call) : AmazonWebServiceRequest
{
    public QueryService Service => service;

    public QueryCall Call => call;
}

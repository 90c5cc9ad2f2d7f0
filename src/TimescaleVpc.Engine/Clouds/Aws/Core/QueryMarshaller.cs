using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>Hands the parameters to the SDK, which encodes, sorts and signs them.</summary>
internal sealed class QueryMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var query = (QueryRequest)input;
        var request = new DefaultRequest(query, "Amazon." + query.Service.Id)
        {
            HttpMethod = HttpMethod.Post.Method,
            ResourcePath = "/",
        };
        request.Parameters.Add("Action", query.Call.Action);
        request.Parameters.Add("Version", query.Service.Version);
        foreach (var (name, value) in query.Call.Parameters) request.Parameters.Add(name, value);
        return request;
    }
}

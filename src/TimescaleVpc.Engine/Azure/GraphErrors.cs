using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Between the Graph SDK and the wire. The SDK reads an error by its content type, which a proxy may have changed,
/// and fails on anything else without telling the status: a refusal is read here instead.
/// </summary>
internal sealed class GraphErrors : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;

        using (response)
        {
            throw new RefusedException(AzureRefusalReader.OData(
                await RefusedAnswer.TakeAsync(
                    AzureRefusals.Graph.Platform, request.RequestUri!.Host, response, cancellationToken)));
        }
    }
}

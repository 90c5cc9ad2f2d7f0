namespace TimescaleVpc.Sandbox.Remote;

/// <summary>Sends requests to a server, after changed settings, and sets the clock by the responses.</summary>
internal sealed class RemoteHandler(ServerLink link, RemoteSettings settings, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        settings.Send();
        var response = await base.SendAsync(request, cancellationToken);
        link.Follow(response);
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        settings.Send();
        var response = base.Send(request, cancellationToken);
        link.Follow(response);
        return response;
    }
}

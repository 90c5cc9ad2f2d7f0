using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// At the top of a client: what it sends, credentials and all, goes to one origin and to no other. A redirect is not
/// followed, not even within the origin: it ends in an error that names the new address.
/// </summary>
/// <param name="destination">Where its requests may go; null for a client of an SDK that finds its addresses itself.
/// </param>
/// <param name="advice">What to do if the owner of an address has moved it.</param>
internal sealed class OriginBound(Destination? destination, string advice) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (destination is not null && !destination.Holds(address))
        {
            AmbientWork.Sink?.Debug(
                $"not sent: {Destination.Show(address)} is not {Destination.Show(destination.Address)}");
            throw new WireException(
                Catalogue.ForeignAddress, destination.Address.Host, Destination.Show(address), advice);
        }

        if (destination?.OnlyReads == true) RequestTraits.Idempotent.SetOn(request);
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode is < 300 or > 399) return response;

        using (response)
        {
            var status = $"{(int)response.StatusCode}";
            throw new WireException(
                Catalogue.Redirected, address.Host, status, NewAddress(address, response), advice);
        }
    }

    private static string NewAddress(Uri requestedUri, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Location", out var values)) return "an address that it does not name";
        return Uri.TryCreate(requestedUri, values.First(), out var target) && target.IsAbsoluteUri
            ? Destination.Show(target) : "an address that cannot be read";
    }
}

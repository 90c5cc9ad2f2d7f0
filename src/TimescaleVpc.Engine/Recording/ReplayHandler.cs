using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Recording;

/// <summary>Answers as it was recorded, in the time that it took then.</summary>
/// <param name="exchanges">What was recorded.</param>
/// <param name="cut">Why the last requests may be missing from it; null if all are there.</param>
/// <param name="world">The world, for its clock.</param>
/// <param name="hear">Is told each exchange.</param>
internal sealed class ReplayHandler(RecordedExchanges exchanges, string? cut, VpcSandbox world, Action<Exchange> hear)
    : HttpMessageHandler
{
    private const string AnyToken =
        """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"replay"}""";

    private readonly ExchangeFilter filter = new(new KnownSecrets());

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        await world.Activity.TurnAsync(isReady: null, cancellationToken);
        var (exchange, sentBody) = filter.OfRequest(request, body);
        if (exchanges.Find(exchange, sentBody?.Text) is not var (match, answer))
        {
            hear(exchange);
            // A sign-in may have gone another way then: by a tool, or by the identity of a machine.
            if (RecordedExchanges.IsToken(exchange)) return Answer(request, 200, AnyToken);
            throw cut is null ? new WireException(Catalogue.NotRecorded, exchange.Host, exchange.Title)
                : new WireException(Catalogue.RecordingCut, exchange.Host, exchange.Title, cut);
        }

        hear(match);
        if (match.Took > TimeSpan.Zero) await Task.Delay(match.Took, world.Time, cancellationToken);
        if (match.Lost is { } loss)
        {
            if (loss.ErrorId.Length == 0) await Task.Delay(Timeout.InfiniteTimeSpan, world.Time, cancellationToken);
            throw Failure(match, loss);
        }

        var response = Answer(request, match.Status, answer);
        foreach (var (name, value) in match.Headers)
        {
            if (Same(name, "Content-Type"))
            {
                response.Content.Headers.Remove(name);
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, int status, string text) => new(
        (HttpStatusCode)status)
    {
        RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
    };

    private static Exception Failure(Exchange match, LostAnswer loss)
    {
        var entry = Catalogue.All.FirstOrDefault(entry => entry.Id == loss.ErrorId) ?? Catalogue.ConnectionLost;
        var wire = new WireException(entry, match.Host, [.. loss.Details])
        {
            MayRepeat = loss.MayRepeat, MayBeDone = loss.MayBeDone,
        };
        if (!loss.BrokeOff) return wire;
        var error = new HttpRequestException("The connection broke off.", new IOException(loss.ErrorId));
        error.Data[WireException.Key] = wire;
        return error;
    }
}

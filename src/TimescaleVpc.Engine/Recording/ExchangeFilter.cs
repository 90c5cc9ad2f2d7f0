using System.Net.Http.Headers;
using System.Security.Cryptography;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>Makes an exchange of a request and its answer: all that is ever kept of them.</summary>
internal sealed class ExchangeFilter
{
    private readonly LeafFilter leaf;
    private readonly BodyFilter bodies;

    public ExchangeFilter(KnownSecrets secrets)
    {
        Secrets = secrets;
        leaf = new LeafFilter(secrets);
        bodies = new BodyFilter(leaf);
    }

    public KnownSecrets Secrets { get; }

    /// <summary>What was asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body; empty if it has none.</param>
    public (Exchange Exchange, KeptBody? Sent) OfRequest(HttpRequestMessage request, string body)
    {
        Secrets.Learn(request, body);
        var address = request.RequestUri!;
        var sentBody = body.Length == 0 ? null
            : Keep(bodies.OfRequest(body, request.Content?.Headers.ContentType?.MediaType));
        return (
            new Exchange
            {
                Method = request.Method.Method,
                Host = address.IsDefaultPort ? address.Host : address.Authority,
                Path = leaf.Path(address),
                Query = leaf.Query(address),
                Action = RequestTraits.Of(request).Action,
                Sent = sentBody?.Id,
            },
            sentBody);
    }

    /// <summary>The same with its answer.</summary>
    public (Exchange Exchange, KeptBody? Got) WithAnswer(Exchange exchange, HttpResponseMessage response, string body)
    {
        var gotBody = body.Length == 0 ? null : Keep(bodies.Of(body, !response.IsSuccessStatusCode));
        return (
            exchange with
            {
                Status = (int)response.StatusCode,
                Headers = new SortedDictionary<string, string>(
                    Headers(response.Headers).Concat(Headers(response.Content.Headers)).ToDictionary(),
                    StringComparer.OrdinalIgnoreCase),
                Got = gotBody?.Id,
            },
            gotBody);
    }

    /// <summary>The same without any answer.</summary>
    public Exchange WithoutAnswer(Exchange exchange, Exception error) => exchange with
    {
        Lost = WireException.In(error) is { } wire
            ? new LostAnswer(
                wire.ErrorId, [.. wire.Details.Select(Secrets.Clean)], wire.MayRepeat, wire.MayBeDone,
                error is HttpRequestException or IOException)
            : new LostAnswer("", [], MayRepeat: true, MayBeDone: true, BrokeOff: false),
    };

    private IEnumerable<KeyValuePair<string, string>> Headers(HttpHeaders headers)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            if (AllowList.Headers.TryGetValue(name, out var keeping)
                && leaf.Of(name, keeping, values.ToString()) is { } outcome)
                yield return KeyValuePair.Create(name, outcome);
        }
    }

    private static KeptBody Keep(string text) =>
        new(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16].ToLowerInvariant(), text);
}

using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Timescale Cloud's public API: its key, its answers, and refusals as our exception.</summary>
internal sealed class TigerTransport(Wire wire, Uri apiUrl, string publicKey, Secret secretKey) : JsonTransport(
    wire.For(new Destination(apiUrl, "point -ApiUrl or TIGER_API_URL to it")), apiUrl, TigerException.Table.Platform)
{
    /// <summary>The public service.</summary>
    public static readonly Uri PublicApi = new("https://console.cloud.tigerdata.com/public/api/v1");

    protected override AuthenticationHeaderValue Authorization => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publicKey}:{secretKey.Reveal()}")));

    protected override Uri Address(string path) => new($"{ApiUrl.ToString().TrimEnd('/')}/{path}");

    protected override JsonNode? Read(JsonCall call, RefusedAnswer answer)
    {
        var json = Json.Parse(answer.Body);
        if (answer.Status is >= 200 and < 300)
        {
            // "null" is an empty list to a server in Go, and what is read must not pass for "not there". Anything else
            // that is not JSON comes from a proxy.
            var mayBeEmpty = call.Changes || !call.AbsentIsNull;
            if (json is not null || mayBeEmpty && answer.Body.Trim() is "" or "null") return json;
            throw Unreadable(call.What, call.Changes);
        }

        if (call.IsAbsent(answer, json)) return null;

        var refusal = new TigerException(TigerRefusalReader.Read(answer), call.What);
        throw call.MayBeDone(answer.Status) ? new UnknownOutcomeException(refusal.ToError()) : refusal;
    }
}

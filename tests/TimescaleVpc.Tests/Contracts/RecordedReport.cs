using System.Text;
using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>Exchanges of a real platform after they were kept, put into a report and read back.</summary>
internal static class RecordedReport
{
    public static IEnumerable<AzureExchange> Of(IEnumerable<AzureExchange> exchanges)
    {
        var filter = new ExchangeFilter(new KnownSecrets());
        using var store = new ExchangeRing(most: int.MaxValue);
        foreach (var (one, at) in exchanges.Select((one, at) => (one, at)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(one.Method), one.Address);
            if (one.Asked is { } askedBody)
                request.Content = new StringContent(askedBody.ToJsonString(), Encoding.UTF8, "application/json");
            var (exchange, sentBody) = filter.OfRequest(request, one.Asked?.ToJsonString() ?? "");
            using var response = one.Respond();
            var (answer, gotBody) = filter.WithAnswer(exchange with { Number = at + 1 }, response, one.Body);
            store.Add(answer, sentBody, gotBody);
        }

        var run = new RecordedRun(RecordedVersions.Here(null), new RecordedSession(), store.Read());
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, ReportFile.Write(new ReportText(ReportNames.Learn(run)).Of(run)));
            var wire = ReportFile.Read(path).Wire;
            return [.. wire.Exchanges.Select(exchange => Read(exchange, wire.Bodies))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static AzureExchange Read(Exchange one, IReadOnlyDictionary<string, string> bodies) => new(
        one.Method, one.Host,
        string.Join('/', one.Path.Split('/').Select(Uri.EscapeDataString))
            + (one.Query.Length > 0 ? "?" + one.Query : ""),
        Asked: null, one.Status,
        new Dictionary<string, string>(one.Headers, StringComparer.OrdinalIgnoreCase),
        one.Got is { } gotId ? bodies[gotId] : "");
}

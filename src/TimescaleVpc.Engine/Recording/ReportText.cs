namespace TimescaleVpc.Engine.Recording;

/// <summary>A run with stand-ins in place of names and ids.</summary>
internal sealed class ReportText(StandIns standIns) : ILeafMap
{
    public RecordedRun Of(RecordedRun run) => run with
    {
        Session = run.Session.With(this),
        Wire = run.Wire with
        {
            Exchanges = [.. run.Wire.Exchanges.Select(Of)], Bodies = new BodyFilter(this).OfAll(run.Wire),
        },
        Findings = (JsonArray)Plain(run.Findings)!,
    };

    string? ILeafMap.Of(string name, Keeping keeping, string value) => keeping switch
    {
        _ when AllowList.Pages.ContainsKey(name) => value,
        Keeping.Name => standIns.OfName(value),
        Keeping.Id => value.Contains('/', StringComparison.Ordinal) ? standIns.OfText(value) : standIns.OfName(value),
        Keeping.Host => standIns.OfHost(value),
        Keeping.Text or Keeping.Mark => standIns.OfText(value),
        Keeping.Link => Link(value),
        _ => standIns.OfValue(value),
    };

    private Exchange Of(Exchange exchange) => exchange with
    {
        Host = standIns.OfHost(exchange.Host),
        Path = PathNames.Of(standIns, exchange.Path),
        Query = FormText.Write(FormText.Read(exchange.Query).Select(pair => (
            pair.Name, AllowList.Query.GetValueOrDefault(pair.Name) == Keeping.Text
                ? standIns.OfText(pair.Value) : pair.Value))),
        Headers = exchange.Headers.ToDictionary(header => header.Key, header =>
            AllowList.Headers.GetValueOrDefault(header.Key) == Keeping.Link
                ? Link(header.Value) : standIns.OfValue(header.Value)),
        Lost = exchange.Lost is { } loss ? loss with { Details = [.. loss.Details.Select(standIns.OfText)] } : null,
    };

    private string Link(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address)) return standIns.OfText(link);
        var path = PathNames.Of(standIns, Uri.UnescapeDataString(address.AbsolutePath));
        var port = address.IsDefaultPort ? "" : $":{address.Port}";
        return $"{address.Scheme}://{standIns.OfHost(address.Host)}{port}"
            + $"{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}{standIns.OfText(address.Query)}";
    }

    private JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        JsonObject item => new JsonObject(item.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value)))),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(standIns.OfText(text)),
        _ => node?.DeepClone(),
    };
}

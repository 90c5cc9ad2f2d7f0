namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Filters a run once more before it is written: a secret may have become known after something that repeats it was
/// kept.
/// </summary>
internal static class ReportCleaning
{
    public static RecordedRun Of(RecordedRun run, KnownSecrets secrets)
    {
        return run with
        {
            Wire = run.Wire with
            {
                Bodies = new BodyFilter(new LeafFilter(secrets)).OfAll(run.Wire),
                Exchanges =
                [
                    .. run.Wire.Exchanges.Select(exchange => exchange with
                    {
                        Path = secrets.Clean(exchange.Path),
                        Query = secrets.Clean(exchange.Query),
                        Headers = exchange.Headers.ToDictionary(
                            header => header.Key, header => secrets.Clean(header.Value)),
                        Lost = exchange.Lost is { } loss
                            ? loss with { Details = [.. loss.Details.Select(secrets.Clean)] } : null,
                    }),
                ],
            },
        };
    }
}

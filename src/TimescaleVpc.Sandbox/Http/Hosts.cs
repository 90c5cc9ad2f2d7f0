namespace TimescaleVpc.Sandbox.Http;

/// <summary>The hosts that the world plays.</summary>
internal sealed class Hosts(IReadOnlyList<IHost> hosts)
{
    public IReadOnlyList<IHost> All { get; } = hosts;

    public string[] Kinds { get; } =
        [.. hosts.SelectMany(host => host.Table.Routes).Select(route => route.Kind).Distinct().Order()];

    public IHost? Find(string name) => All.FirstOrDefault(host => host.Serves(name));

    /// <summary>
    /// Sets the route of a request and returns its host, its kind and whether it may change something.
    /// </summary>
    public (IHost? Host, string Kind, bool Mutates) Find(SimulatedRequest request)
    {
        var host = Find(request.Uri.Host);
        if (host is not null) (request.Route, request.PathKnown) = host.Find(request);
        var mutates = host?.Mutates(request) ?? request.Method is not ("GET" or "HEAD");
        return (host, request.Route?.Kind ?? "Unknown", mutates);
    }
}

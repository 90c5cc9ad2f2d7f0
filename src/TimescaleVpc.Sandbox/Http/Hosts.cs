namespace TimescaleVpc.Sandbox.Http;

/// <summary>The hosts that the world plays.</summary>
internal sealed class Hosts(IReadOnlyList<IHost> hosts)
{
    public IReadOnlyList<IHost> All { get; } = hosts;

    public string[] Kinds { get; } =
        [.. hosts.SelectMany(host => host.Table.Routes).Select(route => route.Kind).Distinct().Order()];

    /// <summary>All that lives in the world.</summary>
    public SandboxItem[] Items => Sorted(All.SelectMany(host => host.Items));

    /// <summary>What was deleted and can still be seen.</summary>
    public SandboxItem[] DeletedItems => Sorted(All.SelectMany(host => host.DeletedItems));

    /// <summary>The name of the host that a request to localhost is meant for; null if it fits none.</summary>
    /// <remarks>What is signed for AWS is for no platform that is told by its paths.</remarks>
    public string? NameFor(string path, string authorization)
    {
        var isSigned = authorization.StartsWith("AWS4-", StringComparison.Ordinal);
        return All.Where(host => isSigned == (host.OwnPaths is null))
            .Select(host => host.NameFor(path, authorization)).FirstOrDefault(name => name is not null);
    }

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

    private static SandboxItem[] Sorted(IEnumerable<SandboxItem> items) =>
        [.. items.OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)];
}

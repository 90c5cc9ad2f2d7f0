namespace TimescaleVpc.Sandbox.Http;

/// <summary>The hosts that the world plays.</summary>
internal sealed class Hosts(IReadOnlyList<IHost> hosts)
{
    public IReadOnlyList<IHost> All { get; } = hosts;

    public string[] Kinds { get; } =
        [.. hosts.SelectMany(host => host.Table.Routes).Select(route => route.Kind).Distinct().Order()];

    public IHost? Find(string name) => All.FirstOrDefault(host => host.Serves(name));

    /// <summary>
    /// Who answers a call, its kind, and whether it may change something. The call learns its route.
    /// </summary>
    public (IHost? Host, string Kind, bool Mutates) Find(Call call)
    {
        var host = Find(call.Uri.Host);
        if (host is not null) (call.Route, call.PathKnown) = host.Find(call);
        return (host, call.Route?.Kind ?? "Unknown", host?.Mutates(call) ?? call.Method is not ("GET" or "HEAD"));
    }
}

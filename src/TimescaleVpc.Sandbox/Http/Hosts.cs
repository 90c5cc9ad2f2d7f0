namespace TimescaleVpc.Sandbox.Http;

/// <summary>The hosts that the world plays.</summary>
internal sealed class Hosts(IReadOnlyList<IHost> hosts)
{
    public IReadOnlyList<IHost> All { get; } = hosts;

    public string[] Kinds { get; } =
        [.. hosts.SelectMany(host => host.Table.Routes).Select(route => route.Kind).Distinct().Order()];

    public IHost? Find(string name) => All.FirstOrDefault(host => host.Serves(name));
}

using System.Net;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>
/// The addresses that a service takes connections from, over a peering too. Entries are texts, or objects once one of
/// them has a description.
/// </summary>
internal sealed class IpFilter
{
    private const int Most = 8000;

    /// <summary>Ranges, or addresses alone.</summary>
    public IReadOnlyList<(string Network, string? Description)> Entries { get; private set; } = [("0.0.0.0/0", null)];

    public JsonArray View => Entries.Any(item => item.Description is not null)
        ? Json.Array(Entries.Select(item => new JsonObject
        {
            ["network"] = item.Network, ["description"] = item.Description ?? "",
        }))
        : Json.Array(Entries.Select(item => item.Network));

    public bool LetsIn(string address) => Entries.Any(item => Cidr.Contains(Range(item.Network), address));

    public bool LetsInAll(string range) => Entries.Any(item => Cidr.Covers(Range(item.Network), range));

    /// <summary>Takes the whole list; what is wrong with it, or null.</summary>
    public string? Set(IReadOnlyList<(string Network, string? Description)> entries)
    {
        if (entries.Count > Most) return $"at most {Most} entries";
        if (entries.FirstOrDefault(item => Cidr.Parse(Range(item.Network)) is null) is { Network: { } wrong })
            return $"'{wrong}' is no address or range";
        Entries = entries;
        return null;
    }

    /// <summary>The member of a request; null if it is no list of texts or objects.</summary>
    public static List<(string Network, string? Description)>? Read(JsonNode? node)
    {
        if (node is not JsonArray items) return null;
        List<(string, string?)> entries = [];
        foreach (var item in items)
        {
            var network = item is JsonValue value && value.TryGetValue<string>(out var text) ? text
                : (item as JsonObject).String("network");
            if (network is null) return null;
            entries.Add((network, (item as JsonObject).String("description")));
        }

        return entries;
    }

    public override string ToString() => string.Join(',', Entries.Select(item => item.Network));

    private static string Range(string network) =>
        IPAddress.TryParse(network, out var address) ? $"{address}/{(network.Contains(':') ? 128 : 32)}" : network;
}

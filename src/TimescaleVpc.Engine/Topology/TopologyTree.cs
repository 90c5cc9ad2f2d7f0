using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Topology;

/// <summary>The picture as a tree of text, for a terminal. A finding begins with an exclamation mark.</summary>
internal static class TopologyTree
{
    private sealed record Branch(string Text, IReadOnlyList<Branch> Branches);

    public static string Write(TopologyMap map)
    {
        var text = new StringBuilder();
        var networks = map.Networks.ToDictionary(network => network.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var note in Findings(map.Notes)) text.Append(note.Text).Append('\n');
        foreach (var vpc in map.Vpcs)
        {
            Write(text, new(
                Line(vpc.Planned ? "(to be made)" : "", vpc.Name, vpc.Range, vpc.State, vpc.Platform),
                [
                    .. Findings(vpc.Findings),
                    .. vpc.Services.Select(one => new Branch(Line("service", one.Name, one.State, one.Host), [])),
                    .. vpc.Peerings.Select(peering => Peering(peering, networks)),
                ]), "", "");
        }

        return text.ToString();
    }

    private static Branch Peering(TopologyPeering peering, Dictionary<string, CustomerNetwork> networks)
    {
        var otherwise = peering.Planned ? "to be made" : "not there";
        var line = Line("peering:", peering.State.Length > 0 ? peering.State : otherwise,
            peering.OwnHalf is null ? "" : $"/ your half: {peering.OwnHalf}");
        return new(line,
        [
            .. Findings(peering.Findings),
            .. peering.Routes.Select(route => new Branch(Line("route in", route), [])),
            .. peering.Groups.Select(group => new Branch(Line("out by", group), [])),
            .. networks.TryGetValue(peering.NetworkId, out var network)
                ? [new Branch(
                    Line(network.Kind, network.Name, string.Join(", ", network.Ranges), network.Place),
                    [.. network.Neighbours.Select(one => new Branch(
                        Line("one hop further:", one.Name, string.Join(", ", one.Ranges), one.State), []))])]
                : Array.Empty<Branch>(),
        ]);
    }

    private static IEnumerable<Branch> Findings(IEnumerable<TopologyFinding> findings) =>
        findings.Select(finding => new Branch(Line("!", $"{finding.Id}:", finding.Cause), []));

    private static string Line(params string[] parts) =>
        DisplayText.Of(string.Join(' ', parts.Where(part => part.Length > 0)));

    private static void Write(StringBuilder text, Branch branch, string first, string rest)
    {
        text.Append(first).Append(branch.Text).Append('\n');
        for (var at = 0; at < branch.Branches.Count; at++)
        {
            var isLast = at == branch.Branches.Count - 1;
            Write(text, branch.Branches[at], rest + (isLast ? "└─ " : "├─ "), rest + (isLast ? "   " : "│  "));
        }
    }
}

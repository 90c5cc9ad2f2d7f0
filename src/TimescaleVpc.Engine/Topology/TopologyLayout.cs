namespace TimescaleVpc.Engine.Topology;

/// <summary>A box with its place.</summary>
internal sealed record PlacedBox(BoxText Text, int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    /// <summary>Where an edge begins or ends: beside the title.</summary>
    public int Port => Y + TopologyLayout.Padding + TopologyLayout.LineHeight / 2;
}

/// <summary>A line between two boxes, from the right of one to the left of the other.</summary>
internal sealed record Edge(PlacedBox From, PlacedBox To, bool IsPlanned, bool IsBroken);

/// <summary>A picture: boxes in columns, and edges that run between the columns only.</summary>
internal sealed record Picture(IReadOnlyList<PlacedBox> Boxes, IReadOnlyList<Edge> Edges, int Width, int Height);

/// <summary>
/// Places boxes in four columns: VPC, peering, network, and one hop further. Each peering has a row; its height is that
/// of its highest cell, so that no box meets another. What stands in a box is wrapped before, so that none leaves it.
/// </summary>
internal static class TopologyLayout
{
    public const int LineHeight = 18;
    public const int Padding = 10;
    public const double CellWidth = 7.8;

    private const int Margin = 20;
    private const int Gap = 40;
    private const int RowGap = 16;
    private const int VpcGap = 36;

    /// <summary>The same for all boxes of a column: as wide as the widest line may be.</summary>
    private static int BoxWidth { get; } = (int)Math.Ceiling(TextWidth.LineCells * CellWidth) + 2 * Padding;

    public static Picture Of(TopologyMap map)
    {
        var boxes = new List<PlacedBox>();
        var edges = new List<Edge>();
        var networks = map.Networks.ToDictionary(network => network.Id, StringComparer.OrdinalIgnoreCase);
        var placedNetworks = new Dictionary<string, PlacedBox>(StringComparer.OrdinalIgnoreCase);
        var y = Margin;
        if (map.Notes.Count > 0)
        {
            boxes.Add(Place(TopologyBoxes.Notes(map.Notes, "notes"), 0, y));
            y = boxes[^1].Bottom + VpcGap;
        }

        for (var at = 0; at < map.Vpcs.Count; at++)
        {
            var vpc = map.Vpcs[at];
            var vpcBox = Place(TopologyBoxes.Vpc(vpc, $"v{at}"), 0, y);
            boxes.Add(vpcBox);
            var row = y;
            for (var number = 0; number < vpc.Peerings.Count; number++)
                row = Row(vpcBox, vpc.Peerings[number], $"v{at}p{number}", row);
            y = Math.Max(vpcBox.Bottom, row - RowGap) + VpcGap;
        }

        var width = boxes.Count == 0 ? 2 * Margin : boxes.Max(box => box.Right) + Margin;
        return new(boxes, edges, width, Math.Max(y - VpcGap, Margin) + Margin);

        int Row(PlacedBox vpcBox, TopologyPeering peering, string key, int top)
        {
            var peeringBox = Place(TopologyBoxes.Peering(peering, key), 1, top);
            boxes.Add(peeringBox);
            edges.Add(new(vpcBox, peeringBox, peering.Planned, peering.Findings.Count > 0));
            var bottom = peeringBox.Bottom;
            if (!placedNetworks.TryGetValue(peering.NetworkId, out var networkBox)
                && networks.TryGetValue(peering.NetworkId, out var network))
            {
                networkBox = placedNetworks[network.Id] =
                    Place(TopologyBoxes.Network(network, $"n{placedNetworks.Count}"), 2, top);
                boxes.Add(networkBox);
                var next = top;
                foreach (var neighbour in network.Neighbours)
                {
                    var neighbourBox = Place(
                        TopologyBoxes.Neighbour(neighbour, $"{networkBox.Text.Key}h{next}"), 3, next);
                    boxes.Add(neighbourBox);
                    edges.Add(new(networkBox, neighbourBox, IsPlanned: false, IsBroken: false));
                    next = neighbourBox.Bottom + RowGap;
                }

                bottom = Math.Max(bottom, Math.Max(networkBox.Bottom, next - RowGap));
            }

            if (networkBox is not null)
                edges.Add(new(peeringBox, networkBox, peering.Planned, peering.Findings.Count > 0));
            return bottom + RowGap;
        }
    }

    private static PlacedBox Place(BoxText text, int column, int y) => new(
        text, Margin + column * (BoxWidth + Gap), y, BoxWidth, text.Lines.Count * LineHeight + 2 * Padding);
}

using TimescaleVpc.Engine.Documents;

namespace TimescaleVpc.Engine.Topology;

/// <summary>
/// The picture as SVG that needs nothing else. It follows the reader's light or dark, its text can be selected, and
/// each box says what it is to a screen reader.
/// </summary>
internal static class TopologySvg
{
    /// <summary>Colours are given twice; the second time for readers who prefer dark.</summary>
    private const string Style = """
        .tv-back { fill: #ffffff; }
        .tv-box { fill: #f4f6fb; stroke: #5b6784; stroke-width: 1.5; }
        .tv-vpc .tv-box { fill: #fff6db; stroke: #8a6d00; }
        .tv-peering .tv-box { fill: #eef7ee; stroke: #3d7a45; }
        .tv-broken .tv-box { stroke: #b3261e; stroke-width: 2.5; }
        .tv-planned .tv-box, .tv-edge.tv-planned { stroke-dasharray: 6 4; }
        .tv-edge { fill: none; stroke: #5b6784; stroke-width: 1.5; }
        .tv-edge.tv-broken { stroke: #b3261e; }
        .tv-text { font: 13px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1b1b1f; }
        .tv-title { font-weight: 700; }
        .tv-finding { font-weight: 700; fill: #b3261e; }
        @media (prefers-color-scheme: dark) {
          .tv-back { fill: #16171b; }
          .tv-box { fill: #23262e; stroke: #98a3bd; }
          .tv-vpc .tv-box { fill: #33290b; stroke: #d9b53a; }
          .tv-peering .tv-box { fill: #17291a; stroke: #7fc28a; }
          .tv-broken .tv-box { stroke: #ff8a80; }
          .tv-edge { stroke: #98a3bd; }
          .tv-edge.tv-broken { stroke: #ff8a80; }
          .tv-text { fill: #e4e4e9; }
          .tv-finding { fill: #ff8a80; }
        }
        """;

    public static string Write(TopologyMap map)
    {
        var picture = TopologyLayout.Of(map);
        var svg = new StringBuilder();
        svg.Append(Inv, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{picture.Width}" height="{picture.Height}"
              viewBox="0 0 {picture.Width} {picture.Height}" role="group" aria-labelledby="tv-name tv-desc">
            <title id="tv-name">Network topology</title>
            <desc id="tv-desc">{Markup.Html(map.Summary)}. From left to right: VPC, peering, your network, networks one
            hop further.</desc>
            <style>
            {Style}
            </style>
            <rect class="tv-back" width="{picture.Width}" height="{picture.Height}"/>

            """);
        // The edges of a box share a trunk; what is broken is seen on it.
        foreach (var edge in picture.Edges.OrderBy(edge => edge.IsBroken)) Edge(svg, edge);
        foreach (var box in picture.Boxes) Box(svg, box);
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static CultureInfo Inv => CultureInfo.InvariantCulture;

    private static void Edge(StringBuilder svg, Edge edge)
    {
        var middle = (edge.From.Right + edge.To.X) / 2;
        svg.Append(Inv, $"<path class=\"tv-edge{Marks(edge.IsPlanned, edge.IsBroken)}\" d=\"M{edge.From.Right} ")
            .Append(Inv, $"{edge.From.Port}H{middle}V{edge.To.Port}H{edge.To.X}\"/>\n");
    }

    private static void Box(StringBuilder svg, PlacedBox box)
    {
        var kind = box.Text.Kind switch { "VPC" => " tv-vpc", "Peering" => " tv-peering", _ => "" };
        svg.Append($"<g class=\"tv-node{kind}{Marks(box.Text.IsPlanned, box.Text.IsBroken)}\" role=\"group\">")
            .Append($"<title>{Markup.Html(box.Text.Description)}</title>")
            .Append(Inv, $"<rect class=\"tv-box\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" ")
            .Append(Inv, $"height=\"{box.Height}\" rx=\"6\"/>\n");
        for (var at = 0; at < box.Text.Lines.Count; at++)
        {
            var line = box.Text.Lines[at];
            var kindOfLine = line.Kind switch
            {
                LineKind.Title => " tv-title", LineKind.Finding => " tv-finding", _ => "",
            };
            var baseline = box.Y + TopologyLayout.Padding + at * TopologyLayout.LineHeight + 13;
            var width = TextWidth.Of(line.Text) * TopologyLayout.CellWidth;
            svg.Append(Inv, $"<text class=\"tv-text{kindOfLine}\" x=\"{box.X + TopologyLayout.Padding}\" ")
                .Append(Inv, $"y=\"{baseline}\" textLength=\"{width:0.#}\" lengthAdjust=\"spacingAndGlyphs\">")
                .Append(Markup.Html(line.Text)).Append("</text>\n");
        }

        svg.Append("</g>\n");
    }

    private static string Marks(bool isPlanned, bool isBroken) =>
        (isPlanned ? " tv-planned" : "") + (isBroken ? " tv-broken" : "");
}

namespace TimescaleVpc.Engine.Topology;

/// <summary>
/// The picture as a flowchart of Mermaid. Each sign that could mean something to it is written by its number.
/// </summary>
internal static class TopologyMermaid
{
    public static string Write(TopologyMap map)
    {
        var picture = TopologyLayout.Of(map);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var box in picture.Boxes)
        {
            var lines = box.Text.Lines.Select(line => Escape(line.Text));
            text.Append(CultureInfo.InvariantCulture, $"    {box.Text.Key}[\"{string.Join("<br/>", lines)}\"]\n");
        }

        foreach (var edge in picture.Edges)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"    {edge.From.Text.Key} {(edge.IsPlanned ? "-.-" : "---")} {edge.To.Text.Key}\n");
        }

        Class(text, "planned", "stroke-dasharray: 6 4",
            picture.Boxes.Where(box => box.Text.IsPlanned && !box.Text.IsBroken));
        Class(text, "broken", "stroke:#b3261e,stroke-width:3px", picture.Boxes.Where(box => box.Text.IsBroken));
        return text.ToString();
    }

    private static void Class(StringBuilder text, string name, string style, IEnumerable<PlacedBox> boxes)
    {
        var keys = string.Join(',', boxes.Select(box => box.Text.Key));
        if (keys.Length > 0) text.Append($"    classDef {name} {style}\n    class {keys} {name}\n");
    }

    private static string Escape(string line)
    {
        var text = new StringBuilder();
        foreach (var rune in DisplayText.Of(line).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or ':' or '-' or '_') text.Append(rune);
            else text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return text.ToString();
    }
}

namespace TimescaleVpc.Engine.Recording;

/// <summary>The names in the path of a request: they come after the word for what they name.</summary>
internal static class PathNames
{
    private static readonly Dictionary<string, Keeping> Collections = AllowList.InAnyCase(WordPlace.Path);

    public static void Learn(StandIns standIns, string path)
    {
        var parts = path.Split('/');
        for (var at = 1; at < parts.Length; at++)
            if (Collections.ContainsKey(parts[at - 1])) standIns.Learn(parts[at]);
    }

    public static string Of(StandIns standIns, string path)
    {
        var parts = path.Split('/');
        return string.Join('/', parts.Select((part, at) =>
            at > 0 && Collections.ContainsKey(parts[at - 1]) ? standIns.OfName(part)
            : part.Contains('(', StringComparison.Ordinal) ? standIns.OfText(part)
            : standIns.Knows(part) && !Collections.ContainsKey(part) ? standIns.OfName(part) : standIns.OfValue(part)));
    }
}

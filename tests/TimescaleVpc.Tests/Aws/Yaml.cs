namespace TimescaleVpc.Tests.Aws;

/// <summary>
/// As much YAML as an OpenAPI file needs: mappings, lists, plain and quoted words. Texts of several lines are skipped.
/// A mapping is a dictionary, a list a list, all else a string.
/// </summary>
internal sealed class Yaml
{
    private readonly List<(int Indent, string Text)> lines = [];
    private int at;

    private Yaml(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var content = line.Trim();
            if (content.Length > 0 && content[0] != '#') lines.Add((line.Length - line.TrimStart().Length, content));
        }
    }

    private bool AtItem => lines[at].Text.StartsWith("- ", StringComparison.Ordinal);

    public static Dictionary<string, object> Parse(string text) => (Dictionary<string, object>)new Yaml(text).Node(0);

    private object Node(int indent) => AtItem ? List(indent) : Map(indent);

    private List<object> List(int indent)
    {
        var list = new List<object>();
        while (at < lines.Count && lines[at].Indent == indent && AtItem)
        {
            var text = lines[at].Text[2..];
            if (!IsPair(text))
            {
                list.Add(Word(text));
                at++;
                continue;
            }

            lines[at] = (indent + 2, text);
            list.Add(Map(indent + 2));
        }

        return list;
    }

    private Dictionary<string, object> Map(int indent)
    {
        var map = new Dictionary<string, object>();
        while (at < lines.Count && lines[at].Indent == indent && IsPair(lines[at].Text))
        {
            var (key, value) = Split(lines[at++].Text);
            // A list may stand as far left as its key.
            var isNested = value.Length == 0 && at < lines.Count
                && (lines[at].Indent > indent || lines[at].Indent == indent && AtItem);
            map[key] = isNested ? Node(lines[at].Indent) : Word(value);
            if (isNested) continue;
            while (at < lines.Count && lines[at].Indent > indent) at++;
        }

        return map;
    }

    /// <summary>A key may be quoted; a quoted text may hold a colon.</summary>
    private static bool IsPair(string text) => text[0] is '"' or '\''
        ? text.IndexOf(text[0] + ":", 1, StringComparison.Ordinal) > 0
        : text.EndsWith(':') || text.Contains(": ", StringComparison.Ordinal);

    private static (string Key, string Value) Split(string text)
    {
        var colon = text.EndsWith(':') ? text.Length - 1 : text.IndexOf(": ", StringComparison.Ordinal);
        return (Word(text[..colon]), text[(colon + 1)..].Trim());
    }

    private static string Word(string text) => text.Trim().Trim('"', '\'');
}

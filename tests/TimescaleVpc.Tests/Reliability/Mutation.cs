using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Makes a false input of a true one: something is missing, double, of another type, much too deep, or garbage. What
/// serialisers would correct (half a surrogate, a name twice) is put in afterwards, by a stand-in.
/// </summary>
internal static class Mutation
{
    private const string Lone = "QQLONEQQ";
    private const string Twice = "QQTWICEQQ";
    private const string Deep = "QQDEEPQQ";

    private static readonly string[] Oddities =
    [
        "", " ", "\t\r\n", "\0", "\u001b[31m", "\u202e", "\ufeff", Lone, "null", "true", "-1", "0", "1e999",
        "99999999999999999999999999", "NaN", "0x10", "2026-13-45T99:99:99Z", "9999-12-31T23:59:59.9999999+14:00",
        "..", "../../etc/passwd", "%00", "%", "{0}", "{", "}", "[", "]", "[z-a]", "(", "*", "?", "\\", "'", "\"",
        "<", "&", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "]]>", "/", "//", "10.0.0.0/33", "::/129", "300.1.1.1/8",
        "vpc-", "pcx-",
        "\u0130\u0131\ufb03\u1e9e", "😀", "a\u0301", new('a', 5000), "$(reboot)", "`id`", "; rm -rf /",
    ];

    /// <summary>A mutation of a text, by what the text is.</summary>
    public static string Of(string sample, Random random)
    {
        var rounds = random.Next(4) == 0 ? 3 : 1;
        for (var round = 0; round < rounds; round++)
        {
            sample = random.Next(4) == 0 ? OfText(sample, random) : sample.TrimStart() switch
            {
                ['{' or '[', ..] => OfJson(sample, random),
                ['<', ..] => OfXml(sample, random),
                _ => OfText(sample, random),
            };
        }

        return sample;
    }

    public static string OfText(string text, Random random)
    {
        var (at, length) = (random.Next(text.Length + 1), random.Next(1, 12));
        length = Math.Min(length, text.Length - at);
        return random.Next(7) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text[..at],
            3 => text.Insert(at, Finish(Odd(random))),
            4 when at < text.Length =>
                text.Remove(at, 1).Insert(at, ((char)(text[at] ^ (1 << random.Next(7)))).ToString()),
            5 => text[at..] + text[..at],
            _ => text.Remove(at, length).Insert(at, Finish(Odd(random))),
        };
    }

    public static string OfJson(string text, Random random)
    {
        try
        {
            var root = JsonNode.Parse(text);
            // The document is read only when it is walked through.
            var nodes = Walk(root).ToArray();
            if (nodes.Length == 0) return OfText(text, random);
            root = Change(root, nodes[random.Next(nodes.Length)], random);
            return Finish(root?.ToJsonString() ?? "null");
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or ArgumentException
            or InvalidOperationException)
        {
            // An earlier round has spoilt it already.
            return OfText(text, random);
        }
    }

    public static string OfXml(string text, Random random)
    {
        XElement root;
        // Copying what is nested as deeply as this would be this class's own stack overflow.
        if (text.Contains("<a><a><a><a>", StringComparison.Ordinal)) return OfText(text, random);
        try
        {
            root = XElement.Parse(text);
        }
        catch (XmlException)
        {
            return OfText(text, random);
        }

        var all = root.DescendantsAndSelf().ToArray();
        var one = all[random.Next(all.Length)];
        var other = all[random.Next(all.Length)];
        switch (random.Next(8))
        {
            case 0 when one.Parent is not null:
                one.Remove();
                break;
            case 1 when one.Parent is not null:
                one.AddAfterSelf(new XElement(one));
                break;
            case 2:
                one.Name = one.Name.Namespace + (random.Next(2) == 0 ? "Other" : one.Name.LocalName.ToUpperInvariant());
                break;
            case 3:
                one.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
                one.Name = XName.Get(one.Name.LocalName, "urn:other");
                break;
            case 4:
                one.ReplaceNodes(new XElement(other));
                break;
            case 5:
                one.Value = Deep;
                break;
            case 6:
                one.ReplaceNodes();
                break;
            default:
                one.Value = Printable(Odd(random));
                break;
        }

        return Finish(root.ToString(SaveOptions.DisableFormatting));
    }

    private static JsonNode? Change(JsonNode? root, JsonNode at, Random random)
    {
        if (at.Parent is null) return Other(at, random);
        if (at.Parent is JsonArray list)
        {
            var index = list.IndexOf(at);
            if (random.Next(3) == 0) list.RemoveAt(index);
            else if (random.Next(3) == 0) list.Insert(index, at.DeepClone());
            else list[index] = Other(at, random);
            return root;
        }

        var (parent, name) = ((JsonObject)at.Parent, at.GetPropertyName());
        switch (random.Next(5))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                parent[Twice + name] = Other(at, random);
                break;
            case 2:
                parent.Remove(name);
                parent[random.Next(2) == 0 ? name.ToUpperInvariant() : name + "_"] = at;
                break;
            default:
                parent[name] = Other(at, random);
                break;
        }

        return root;
    }

    private static JsonNode? Other(JsonNode node, Random random) => random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.NextDouble() * 1e308),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => new JsonArray(node.DeepClone(), null, 7),
        4 => new JsonObject { ["value"] = node.DeepClone() },
        5 => JsonValue.Create(Deep),
        6 => new JsonArray(),
        7 => new JsonObject(),
        _ => JsonValue.Create(Odd(random)),
    };

    private static IEnumerable<JsonNode> Walk(JsonNode? node)
    {
        if (node is null) yield break;
        yield return node;
        var children = node switch
        {
            JsonObject item => item.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children.SelectMany(Walk)) yield return child;
    }

    private static string Odd(Random random) => Oddities[random.Next(Oddities.Length)];

    private static string Printable(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    public static string Nested(string open, string close, int depth) => new StringBuilder()
        .Insert(0, open, depth).Insert(open.Length * depth, close, depth).ToString();

    private static string Finish(string text)
    {
        var json = text.TrimStart() is ['{' or '[' or '"', ..];
        if (text.Contains(Deep, StringComparison.Ordinal))
        {
            text = json ? text.Replace($"\"{Deep}\"", Nested("[", "]", 20_000), StringComparison.Ordinal)
                : text.Replace(Deep, Nested("<a>", "</a>", 1_000), StringComparison.Ordinal);
        }

        return text.Replace(Lone, json ? @"\ud800" : "\ud800", StringComparison.Ordinal)
            .Replace(Twice, "", StringComparison.Ordinal);
    }
}

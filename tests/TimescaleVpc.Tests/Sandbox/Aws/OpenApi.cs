using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>
/// The schemas of an OpenAPI description in YAML. Reads the plain subset that the vendor's file uses: nested mappings
/// by indentation, lists of scalars or one-line mappings, and text blocks, which are skipped.
/// </summary>
internal sealed partial class OpenApi
{
    private readonly JsonObject root;

    public OpenApi(string yaml) => root = Mapping(Lines(yaml), 0, out _);

    public IEnumerable<(string Method, string Path)> Operations => root["paths"]!.AsObject().SelectMany(path =>
        path.Value!.AsObject().Where(pair => pair.Key is "get" or "post" or "put" or "delete")
            .Select(pair => (pair.Key.ToUpperInvariant(), path.Key)));

    /// <summary>What in the value does not fit the schema, each mistake in one line.</summary>
    public List<string> Check(string schema, JsonNode? value)
    {
        var mistakes = new List<string>();
        Check(Schema(schema), value, schema, mistakes);
        return mistakes;
    }

    private JsonObject Schema(string name) => root["components"]!["schemas"]![name]!.AsObject();

    private void Check(JsonObject schema, JsonNode? value, string path, List<string> mistakes)
    {
        if (schema["allOf"] is JsonArray { Count: 1 } all) schema = all[0]!.AsObject();
        if (schema["$ref"]?.ToString() is { } reference) schema = Schema(reference.Split('/')[^1]);
        switch (schema["type"]?.ToString())
        {
            case "object" when value is JsonObject node:
                var properties = schema["properties"]!.AsObject();
                foreach (var (name, item) in node)
                {
                    if (properties[name] is JsonObject next) Check(next, item, $"{path}.{name}", mistakes);
                    else mistakes.Add($"{path}.{name} is unknown");
                }

                foreach (var name in (schema["required"] as JsonArray ?? []).Select(item => item!.ToString()))
                    if (!node.ContainsKey(name)) mistakes.Add($"{path}.{name} is missing");
                return;
            case "array" when value is JsonArray nodes:
                foreach (var item in nodes) Check(schema["items"]!.AsObject(), item, $"{path}[]", mistakes);
                return;
            case "string" when value?.GetValueKind() == JsonValueKind.String:
                if (schema["enum"] is JsonArray values && values.All(item => item!.ToString() != value.ToString()))
                    mistakes.Add($"{path} must not be '{value}'");
                return;
            case "integer" when value?.GetValueKind() == JsonValueKind.Number:
                return;
            default:
                mistakes.Add($"{path} must not be {value?.ToJsonString() ?? "null"}");
                return;
        }
    }

    private static List<(int Indent, string Text)> Lines(string yaml)
    {
        var lines = new List<(int Indent, string Text)>();
        var block = -1;
        foreach (var line in yaml.Split('\n').Select(line => line.TrimEnd()))
        {
            var text = line.TrimStart();
            var indent = line.Length - text.Length;
            if (text.Length == 0 || text[0] == '#' || (block >= 0 && indent > block)) continue;
            block = text.EndsWith(": |", StringComparison.Ordinal) || text.EndsWith(": >", StringComparison.Ordinal) ||
                text.EndsWith(": |-", StringComparison.Ordinal) || text.EndsWith(": >-", StringComparison.Ordinal)
                    ? indent : -1;
            lines.Add((indent, text));
        }

        return lines;
    }

    private static JsonObject Mapping(List<(int Indent, string Text)> lines, int start, out int end)
    {
        var node = new JsonObject();
        var indent = lines[start].Indent;
        var at = start;
        while (at < lines.Count && lines[at].Indent == indent && Pair().Match(lines[at].Text) is { Success: true } pair)
        {
            var key = pair.Groups["key"].Value.Trim('\'', '"');
            var value = pair.Groups["value"].Value;
            at++;
            var isNested = at < lines.Count && value.Length == 0;
            if (isNested && lines[at].Text.StartsWith("- ", StringComparison.Ordinal) && lines[at].Indent >= indent)
                node[key] = Sequence(lines, ref at);
            else if (isNested && lines[at].Indent > indent)
                node[key] = Mapping(lines, at, out at);
            else
                node[key] = Scalar(value);
            // Continued scalars are texts, which are not read here.
            while (at < lines.Count && lines[at].Indent > indent) at++;
        }

        end = at;
        return node;
    }

    private static JsonArray Sequence(List<(int Indent, string Text)> lines, ref int at)
    {
        var nodes = new JsonArray();
        var indent = lines[at].Indent;
        while (at < lines.Count && lines[at].Indent == indent
            && lines[at].Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var text = lines[at].Text[2..].Trim();
            if (Pair().IsMatch(text))
            {
                lines[at] = (indent + 2, text);
                nodes.Add((JsonNode)Mapping(lines, at, out at));
            }
            else
            {
                nodes.Add(Scalar(text));
                at++;
            }
        }

        return nodes;
    }

    private static JsonNode? Scalar(string text) => text.StartsWith('[') && text.EndsWith(']')
        ? new JsonArray([.. text[1..^1].Split(',').Select(item => (JsonNode?)Unquoted(item.Trim()))])
        : Unquoted(text);

    private static string Unquoted(string text) => text.Trim('\'', '"');

    [GeneratedRegex("""^(?<key>'[^']*'|"[^"]*"|[^\s:'"\[{][^:]*):(\s+(?<value>.*))?$""")]
    private static partial Regex Pair();
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>A service model of AWS, and what in an answer or a request does not fit it.</summary>
internal sealed class AwsModel(string json)
{
    private readonly JsonNode model = JsonNode.Parse(json)!;

    public IEnumerable<string> Operations => model["operations"]!.AsObject().Select(pair => pair.Key);

    public IEnumerable<string> Required(string operation) =>
        (Input(operation)?["required"] as JsonArray ?? []).Select(item => item!.ToString());

    /// <summary>The names on the wire of all parameters, with N for each index.</summary>
    public HashSet<string> Parameters(string operation)
    {
        var names = new HashSet<string>();
        if (model["operations"]![operation]!["input"]?["shape"]?.ToString() is { } shape) Collect(shape, "", names, 0);
        return names;
    }

    /// <summary>Each mistake in one line.</summary>
    public List<string> Check(string operation, IEnumerable<XElement> members)
    {
        var mistakes = new List<string>();
        var output = model["operations"]![operation]!["output"]?["shape"]?.ToString();
        Structure(output is null ? null : Shape(output), members, operation, mistakes);
        return mistakes;
    }

    private void Structure(JsonNode? shape, IEnumerable<XElement> members, string path, List<string> mistakes)
    {
        var shapesByName = (shape?["members"] as JsonObject ?? []).ToDictionary(
            pair => pair.Value!["locationName"]?.ToString() ?? pair.Key, pair => pair.Value!["shape"]!.ToString());
        var names = new HashSet<string>();
        foreach (var item in members)
        {
            var name = item.Name.LocalName;
            if (!names.Add(name)) mistakes.Add($"{path}.{name} occurs twice");
            if (shapesByName.TryGetValue(name, out var next)) Value(next, item, $"{path}.{name}", mistakes);
            else mistakes.Add($"{path}.{name} is unknown");
        }

        foreach (var name in (shape?["required"] as JsonArray ?? []).Select(item => item!.ToString()))
            if (!names.Contains(name)) mistakes.Add($"{path}.{name} is missing");
    }

    private void Value(string name, XElement item, string path, List<string> mistakes)
    {
        var shape = Shape(name);
        switch (shape["type"]!.ToString())
        {
            case "structure":
                Structure(shape, item.Elements(), path, mistakes);
                return;
            case "list":
                var tag = shape["member"]!["locationName"]?.ToString() ?? "member";
                foreach (var one in item.Elements())
                {
                    if (one.Name.LocalName != tag) mistakes.Add($"{path} holds {one.Name.LocalName}");
                    Value(shape["member"]!["shape"]!.ToString(), one, $"{path}.{tag}", mistakes);
                }

                return;
            default:
                Scalar(shape, item, path, mistakes);
                return;
        }
    }

    private static void Scalar(JsonNode shape, XElement item, string path, List<string> mistakes)
    {
        var text = item.Value;
        var isGood = shape["type"]!.ToString() switch
        {
            "boolean" => text is "true" or "false",
            "integer" or "long" =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "timestamp" => DateTime.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => shape["enum"] is not JsonArray all || all.Any(value => value!.ToString() == text),
        };
        if (!isGood || item.HasElements) mistakes.Add($"{path} must not be '{text}'");
    }

    private void Collect(string name, string prefix, HashSet<string> names, int depth)
    {
        var shape = Shape(name);
        switch (shape["type"]!.ToString())
        {
            case "structure" when depth < 6:
                foreach (var (member, value) in shape["members"]!.AsObject())
                {
                    var location = value!["queryName"]?.ToString()
                        ?? Upper(value["locationName"]?.ToString() ?? member);
                    Collect(value["shape"]!.ToString(), prefix.Length == 0 ? location : $"{prefix}.{location}", names,
                        depth + 1);
                }

                return;
            case "list":
                Collect(shape["member"]!["shape"]!.ToString(), $"{prefix}.N", names, depth + 1);
                return;
            default:
                names.Add(prefix);
                return;
        }
    }

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private JsonNode? Input(string operation) =>
        model["operations"]![operation]!["input"]?["shape"]?.ToString() is { } name ? Shape(name) : null;

    private JsonNode Shape(string name) => model["shapes"]![name]!;
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Aws;

/// <summary>AWS's own description of EC2's requests: which parameters an action knows, and of what kind.</summary>
internal sealed class Ec2Model
{
    private readonly JsonNode model = SharedData.Json("ec2-2016-11-15.json")!;

    /// <summary>All that is wrong with a request.</summary>
    public IEnumerable<string> Faults(Recorded request)
    {
        var action = request["Action"]!;
        if (model["operations"]?[action]?["input"]?["shape"]?.GetValue<string>() is not { } shape)
            return [$"no action {action}"];

        var members = request.Form.Where(item => item.Key is not ("Action" or "Version")).ToArray();
        var absentNames = Required(shape)
            .Where(name => !members.Any(item => item.Key.Split('.')[0] == name))
            .Select(name => $"{action} lacks {name}");
        return absentNames.Concat(members.Select(item => Fault(shape, item.Key.Split('.'), item.Value) is { } fault
            ? $"{action}: {item.Key}={item.Value}: {fault}" : null).OfType<string>());
    }

    private IEnumerable<string> Required(string shape) =>
        from name in Shape(shape)["required"] as JsonArray ?? []
        let text = name.GetValue<string>()
        select Wire(text, Shape(shape)["members"]![text]!);

    private JsonNode Shape(string name) => model["shapes"]![name]!;

    /// <summary>The protocol's rule: queryName, else the location name with a capital, else the member's own.</summary>
    private static string Wire(string name, JsonNode member)
    {
        if (member["queryName"]?.GetValue<string>() is { } query) return query;
        var location = member["locationName"]?.GetValue<string>() ?? name;
        return char.ToUpperInvariant(location[0]) + location[1..];
    }

    private string? Fault(string shape, ReadOnlySpan<string> path, string value)
    {
        var node = Shape(shape);
        switch (node["type"]!.GetValue<string>())
        {
            case "structure":
                if (path.Length == 0) return "a structure has no value";
                foreach (var (name, member) in node["members"]!.AsObject())
                {
                    if (Wire(name, member!) == path[0])
                        return Fault(member!["shape"]!.GetValue<string>(), path[1..], value);
                }

                return $"{shape} has no {path[0]}";
            case "list":
                return path.Length > 0 && int.TryParse(path[0], out var number) && number > 0
                    ? Fault(node["member"]!["shape"]!.GetValue<string>(), path[1..], value) : "a list needs a number";
            case var type:
                if (path.Length > 0) return $"{shape} has no members";
                if (node["enum"] is JsonArray words && !words.Any(word => word!.GetValue<string>() == value))
                    return "not in the list";

                return type switch
                {
                    "boolean" => value is "true" or "false" ? null : "no boolean",
                    "integer" => !int.TryParse(value, CultureInfo.InvariantCulture, out var whole)
                        || whole < (node["min"]?.GetValue<int>() ?? int.MinValue)
                        || whole > (node["max"]?.GetValue<int>() ?? int.MaxValue) ? "out of bounds" : null,
                    _ => null,
                };
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Timescale Cloud's OpenAPI file, as far as requests go.</summary>
internal sealed class TigerDescription
{
    public const string File = "timescale-cloud-openapi.yaml";

    private readonly Dictionary<string, object> root = Yaml.Parse(System.IO.File.ReadAllText(SharedData.Find(File)!));

    /// <summary>All that is wrong with a request whose path is below the API's base.</summary>
    public IEnumerable<string> Faults(Recorded request, string basePath)
    {
        var path = request.Uri.AbsolutePath[basePath.Length..];
        var name = $"{request.Method} {path}";
        var pathItem = Map(root, "paths").FirstOrDefault(
            item => Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(item.Key), @"\\\{[^}]+}", "[^/]+") + "$"));
        if (pathItem.Key is null) return [$"{name}: no such path"];
        var methods = (Dictionary<string, object>)pathItem.Value;
        if (!methods.TryGetValue(request.Method.Method.ToLowerInvariant(), out var operation))
            return [$"{name}: no such method"];

        var body = Map((Dictionary<string, object>)operation, "requestBody");
        if (body.Count == 0) return request.Body.Length == 0 ? [] : [$"{name}: takes no body"];
        var reference = (string)Map(Map(Map(body, "content"), "application/json"), "schema")["$ref"];
        var schema = Map(Map(Map(root, "components"), "schemas"), reference.Split('/')[^1]);
        var requestBody = JsonNode.Parse(request.Body)!.AsObject();
        return [.. Members(name, schema, requestBody)];
    }

    private static IEnumerable<string> Members(string name, Dictionary<string, object> schema, JsonObject item)
    {
        foreach (var required in ((List<object>)schema["required"]).Cast<string>())
        {
            if (!item.ContainsKey(required)) yield return $"{name}: lacks {required}";
        }

        var properties = Map(schema, "properties");
        foreach (var (key, value) in item)
        {
            var property = Map(properties, key);
            if (property.Count == 0) yield return $"{name}: no member {key}";
            else if ((string)property["type"] == "string" && value?.GetValueKind() != JsonValueKind.String)
                yield return $"{name}: {key} is no string";
            else if (property.GetValueOrDefault("pattern") is string form && !Regex.IsMatch(value!.ToString(), form))
                yield return $"{name}: {key} is not {form}";
        }
    }

    private static Dictionary<string, object> Map(Dictionary<string, object> map, string key) =>
        map.GetValueOrDefault(key) as Dictionary<string, object> ?? [];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Managed;

/// <summary>
/// Aiven's own description of the API that the managed service uses, of 2023. What is newer than it, by its contract,
/// is listed here; so is what the copy at hand leaves out.
/// </summary>
internal sealed class MstDescription
{
    public const string File = "aiven-openapi-2023-11.excerpt.json";

    /// <summary>Calls that are not in it: one is newer, one was left out of the copy.</summary>
    private static readonly string[] Elsewhere =
    [
        "POST /project/{project}/vpcs/{project_vpc_id}/peering-connections/refresh", "GET /project/{project}/kms/ca",
    ];

    /// <summary>Words that its lists do not have yet.</summary>
    private static readonly Dictionary<string, string[]> LaterWords = new()
    {
        ["state"] = ["ERROR"],
        ["vpc_peering_connection_type"] = ["do-vpc-peering"],
        ["type"] = ["upcloud-peering-in-error"],
        ["usage"] = ["ha_replica", "disaster_recovery"],
    };

    /// <summary>Members that it does not have: later ones, and those of state_info, which is open.</summary>
    private static readonly HashSet<string> LaterMembers =
    [
        "peering_connection_id", "to-tenant-id", "to-network-id", "aws_vpc_peering_connection_id", "error_code",
    ];

    private readonly JsonObject root =
        JsonNode.Parse(System.IO.File.ReadAllText(SharedData.Find(File)!))!.AsObject();

    /// <summary>Every call as METHOD and path, below the API's base.</summary>
    public IEnumerable<string> Calls => Elsewhere.Concat(root["paths"]!.AsObject().SelectMany(path =>
        path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}")));

    /// <summary>All that is wrong with a request and its answer.</summary>
    public List<string> Faults(MstExchange one)
    {
        var name = $"{one.Method} {one.Path} {one.Status}";
        var faults = new List<string>();
        if (Find(one) is not { } call) return [$"{name}: no such call"];

        if (one.Path.Contains('?', StringComparison.Ordinal)) faults.Add($"{name}: no call has a query");
        var operation = Operation(call);
        Body(operation?["requestBody"]?["content"], one.Body, $"{name}: request", faults);
        if (one.Status is >= 200 and < 300)
        {
            if (one.Status != 200) faults.Add($"{name}: every success is 200");
            // Of the calls that are not described one answers with a VPC, one with a certificate.
            var schema = operation?["responses"]?["200"]?["content"]
                ?? (call == Elsewhere[0] ? Operation(Elsewhere[0].Replace("POST", "GET", StringComparison.Ordinal)
                    .Replace("/peering-connections/refresh", "", StringComparison.Ordinal))!
                ["responses"]!["200"]!["content"]
                    : null);
            if (schema is not null) Body(schema, one.Answer, name, faults);
            return faults;
        }

        // Errors are described as a list within each success.
        var errors = Schema("VpcListResponse")["properties"]!["errors"]!.AsObject();
        var answer = JsonNode.Parse(one.Answer) as JsonObject;
        if (answer?["message"]?.GetValueKind() != JsonValueKind.String) faults.Add($"{name}: an error has no message");
        if (answer?["errors"] is not JsonArray { Count: > 0 } list) return [.. faults, $"{name}: an error has no list"];
        Check(errors, list, $"{name}: errors", faults);
        if (list.Any(item => (int?)item?["status"] != one.Status)) faults.Add($"{name}: an error has another status");
        return faults;
    }

    /// <summary>The described call that a request is; null if there is none.</summary>
    public string? Find(MstExchange one) => Calls.FirstOrDefault(call => Regex.IsMatch(
        $"{one.Method} {one.Path.Split('?')[0]}",
        "^" + Regex.Replace(Regex.Escape(call), @"\\\{[^}]+}", "[^/]+") + "$"));

    /// <summary>What in the value does not fit a schema.</summary>
    public List<string> Check(string schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(Schema(schema), value, schema, faults);
        return faults;
    }

    private JsonNode? Operation(string call)
    {
        var parts = call.Split(' ');
        return root["paths"]![parts[1]]?[parts[0].ToLowerInvariant()];
    }

    private JsonObject Schema(string name) => root["components"]!["schemas"]![name]!.AsObject();

    private void Body(JsonNode? content, string body, string name, List<string> faults)
    {
        if (content?["application/json"]?["schema"]?["$ref"]?.ToString() is not { } reference)
        {
            if (body.Length > 0) faults.Add($"{name}: takes no body");
            return;
        }

        if (body.Length == 0) faults.Add($"{name}: has no body");
        else Check(Schema(reference.Split('/')[^1]), JsonNode.Parse(body), name, faults);
    }

    private static void Check(JsonObject schema, JsonNode? value, string path, List<string> faults)
    {
        switch (schema["type"]!.ToString(), value)
        {
            case ("object", JsonObject node):
                Members(schema, node, path, faults);
                break;
            case ("array", JsonArray nodes):
                if (nodes.Count > (Number(schema, "maxItems") ?? nodes.Count)) faults.Add($"{path} is too long");
                foreach (var item in nodes) Check(schema["items"]!.AsObject(), item, $"{path}[]", faults);
                break;
            case ("string", JsonValue node) when node.GetValueKind() == JsonValueKind.String:
                Text(schema, node.ToString(), path, faults);
                break;
            case ("integer" or "number", JsonValue node) when node.GetValueKind() == JsonValueKind.Number:
                var number = (double)node;
                if (number < (Number(schema, "minimum") ?? number) || number > (Number(schema, "maximum") ?? number))
                    faults.Add($"{path} is out of bounds: {node}");
                break;
            case ("boolean", JsonValue node) when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                break;
            default:
                faults.Add($"{path} must not be {value?.ToJsonString() ?? "null"}");
                break;
        }
    }

    private static void Members(JsonObject schema, JsonObject node, string path, List<string> faults)
    {
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(item => $"{item}"))
            if (!node.ContainsKey(name)) faults.Add($"{path}.{name} is missing");
        // Without properties, or with a placeholder for any name, it is an open object.
        if (schema["properties"] is not JsonObject { Count: > 0 } properties || properties.ContainsKey("ANY")) return;
        foreach (var (name, item) in node)
        {
            if (properties[name] is not JsonObject next)
            {
                if (!LaterMembers.Contains(name)) faults.Add($"{path}.{name} is unknown");
            }
            // Nothing is marked nullable, though real answers hold null.
            else if (item is not null)
            {
                Check(next, item, $"{path}.{name}", faults);
            }
        }
    }

    private static void Text(JsonObject schema, string text, string path, List<string> faults)
    {
        if (text.Length < (Number(schema, "minLength") ?? 0)
            || text.Length > (Number(schema, "maxLength") ?? text.Length))
            faults.Add($"{path} has a length of {text.Length}");
        var later = LaterWords.GetValueOrDefault(path.Split('.', '[')[^1]) ?? [];
        if (schema["enum"] is JsonArray words && !words.Select(item => $"{item}").Concat(later).Contains(text))
            faults.Add($"{path} must not be '{text}'");
    }

    private static double? Number(JsonObject schema, string name) =>
        schema[name] is { } value ? double.Parse($"{value}", System.Globalization.CultureInfo.InvariantCulture) : null;
}

/// <summary>One request and its answer; the path is below the API's base.</summary>
internal sealed record MstExchange(string Method, string Path, string Body, int Status, string Answer);

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>Microsoft's descriptions of ARM: its operations, and the bodies of its resources.</summary>
internal sealed class ArmDescription
{
    public const string Types = "arm-bicep-types.excerpt.json";
    public const string Operations = "arm-operations.json";

    private const string Networks = "/providers/Microsoft.Network/virtualNetworks";

    /// <summary>What ARM was recorded to send beside what it describes.</summary>
    private static readonly string[] Undescribed = ["routeServiceVips"];

    private readonly JsonNode types = SharedData.Json(Types)!;
    private readonly JsonNode operations = SharedData.Json(Operations)!;

    /// <summary>All that is wrong with a request and its answer, and what it was about.</summary>
    public (string Kind, string[] Faults) Check(WireExchange item)
    {
        var findings = new List<string>();
        var kind = Find(item.Path);
        if (kind is null) return ("unknown", [$"{item}: no such path"]);
        var (name, verb, version, type) = kind.Value;
        if (item.Method != "GET" && verb == "LIST") findings.Add($"{item}: a list is only read");
        var operation = operations[name]?[item.Method == "GET" ? verb : item.Method];
        // Of what can be written, the excerpt of operations need not name the read.
        if (operations[name] is not null && operation is null && item.Method != "GET")
            findings.Add($"{item}: no such method");
        foreach (var (key, value) in item.Query) CheckQuery(item, key, value, version, operation, findings);
        if (item.Query.All(pair => pair.Key != "api-version")) findings.Add($"{item}: no api-version");

        if (item.Method == "PUT" && type is not null)
            Value(type, item.AskedJson, $"{item.Method} {name}", isAsked: true, findings);
        else if (item.Asked.Body.Length > 0) findings.Add($"{item}: takes no body");
        CheckAnswer(item, name, verb, type, operation, findings);
        return ($"{item.Method} {name}{(verb == "LIST" ? "s" : "")}", [.. findings]);
    }

    private (string Name, string Verb, string? Version, JsonNode? Type)? Find(string path)
    {
        foreach (var name in new[] { "virtualNetworkPeerings", "roleAssignments", "roleDefinitions" })
        {
            var about = operations[name]!;
            var template = about["path"]!.ToString();
            var version = about["api-version"]!.ToString();
            var type = name.StartsWith("role", StringComparison.Ordinal) ? $"Microsoft.Authorization/{name}"
                : $"Microsoft.Network/virtualNetworks/{name}";
            var node = types["resources"]![$"{type}@{version}"]!;
            if (Fits(template, path)) return (name, "GET", version, node);
            if (Fits(template[..template.LastIndexOf('/')], path)) return (name, "LIST", version, node);
        }

        if (DiagnosisRead.All.FirstOrDefault(read => Fits(read.Path, path)) is { } list)
            return (list.Name, "LIST", list.Version, null);
        // At a subscription no description has them. The engine asks for them as a courtesy, and goes on without.
        var permissions = operations["permissions"]!;
        if (permissions["paths"]!.AsArray().Select(one => one!.ToString())
            .Append("/subscriptions/{s}/providers/Microsoft.Authorization/permissions").Any(one => Fits(one, path)))
            return ("permissions", "GET", permissions["api-version"]!.ToString(), null);
        var network = types["resources"]!["Microsoft.Network/virtualNetworks@2024-05-01"]!;
        if (Fits("/subscriptions/{s}/resourceGroups/{g}" + Networks + "/{n}", path))
            return ("virtualNetwork", "GET", "2024-05-01", network);
        if (Fits("/subscriptions/{s}" + Networks, path)) return ("virtualNetwork", "LIST", "2024-05-01", network);
        if (Fits("/subscriptions/{s}/providers/Microsoft.Network/locations/{l}/operations/{o}", path))
            return ("operation", "GET", null, null);
        return path == "/subscriptions" ? ("subscription", "LIST", null, null) : null;
    }

    private static bool Fits(string template, string path) => Regex.IsMatch(path, "^" + Regex.Replace(
        Regex.Escape(template).Replace(@"/\{parentResourcePath}", "(/.+)?").Replace(@"\{scope}", ".+"),
        @"\\\{[^}]+}", "[^/]+") + "$", RegexOptions.IgnoreCase);

    private static void CheckQuery(
        WireExchange item, string key, string value, string? version, JsonNode? operation, List<string> findings)
    {
        var parameters = operation?["query"];
        if (key == "api-version")
        {
            if (version is not null && value != version) findings.Add($"{item}: api-version {value}, not {version}");
        }
        else if (parameters is JsonObject values)
        {
            if (values[key] is not JsonArray allowed || allowed.All(one => one!.ToString() != value))
                findings.Add($"{item}: {key}={value} is not described");
        }
        else if (parameters is JsonArray names && names.Any(one => one!.ToString() == key))
        {
            if (key == "$filter" && operation!["filters"] is JsonObject filters && !filters.Any(one => Regex.IsMatch(
                value, "^" + Regex.Replace(Regex.Escape(one.Key), @"\\\{[^}]+}", "[^']+") + "$")))
                findings.Add($"{item}: no filter {value}");
        }
        else if (!(item.Path.Contains("/operations/", StringComparison.Ordinal) && key is "t" or "c" or "s" or "h"))
        {
            findings.Add($"{item}: {key} is not described");
        }
    }

    private void CheckAnswer(
        WireExchange item, string name, string verb, JsonNode? type, JsonNode? operation, List<string> findings)
    {
        if (item.IsError)
        {
            foreach (var member in new[] { "code", "message" })
                if (item.Json?["error"]?[member]?.GetValueKind() != JsonValueKind.String)
                    findings.Add($"{item}: no error.{member}");
            return;
        }

        var statuses = operation?["responses"] switch
        {
            JsonArray list => list.Select(one => one!.ToString()),
            JsonObject map => map.Select(one => one.Key),
            _ => ["200"],
        };
        if (!statuses.Contains($"{item.Status}")) findings.Add($"{item}: the status is not described");
        if (operation?["x-ms-long-running-operation"] is not null && item.Status is 200 or 201 or 202
            && item.Method is "PUT" or "DELETE")
        {
            var final = operation!["final-state-via"]!.ToString() == "location" ? "Location" : "Azure-AsyncOperation";
            if (!item.Headers.ContainsKey(final)) findings.Add($"{item}: no {final}");
        }

        if (item.Body.Length == 0) return;
        var place = $"{name}: ";
        if (name == "operation")
        {
            if (item.Json?["status"]?.ToString() is not ("InProgress" or "Succeeded" or "Failed" or "Canceled"))
                findings.Add($"{item}: no status");
        }
        else if (verb == "LIST" || name == "permissions")
        {
            if (item.Json?["value"] is not JsonArray all) findings.Add($"{item}: no list");
            else if (name == "permissions") CheckPermissions(all, operation!["value"]!.AsArray(), place, findings);
            else if (DiagnosisRead.All.FirstOrDefault(read => read.Name == name) is { } list)
                findings.AddRange(list.Faults(item.Json!));
            else if (type is not null) foreach (var one in all) Value(type, one, place, isAsked: false, findings);
            foreach (var (member, _) in item.Json!.AsObject())
                if (member is not ("value" or "nextLink" or "count")) findings.Add($"{item}: {member} beside the list");
        }
        else if (type is not null)
        {
            Value(type, item.Json, place, isAsked: false, findings);
        }
    }

    private static void CheckPermissions(JsonArray all, JsonArray members, string place, List<string> findings)
    {
        foreach (var (key, value) in all.SelectMany(one => one!.AsObject()))
        {
            if (members.All(one => one!.ToString() != key)) findings.Add($"{place}{key} is unknown");
            if (value is not JsonArray) findings.Add($"{place}{key} is no list");
        }
    }

    private void Value(JsonNode schema, JsonNode? value, string place, bool isAsked, List<string> findings)
    {
        if (schema["ref"]?.ToString() is { } reference)
        {
            if (types["types"]![reference] is { } definition) Value(definition, value, place, isAsked, findings);
            return;
        }

        if (schema["const"]?.ToString() is { } constant)
        {
            if (!string.Equals(constant, value?.ToString(), StringComparison.Ordinal))
                findings.Add($"{place} must be {constant}");
            return;
        }

        var isRight = schema["type"]!.ToString() switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            _ => value?.GetValueKind() == JsonValueKind.Number,
        };
        if (!isRight) findings.Add($"{place} must not be {value?.ToJsonString() ?? "null"}");
        else if (value is JsonObject item) Members(schema, item, place, isAsked, findings);
        else if (value is JsonArray list)
            foreach (var one in list) Value(schema["items"]!, one, place + "[]", isAsked, findings);
        else if (schema["enum"] is JsonArray words && words.All(word => word!.ToString() != value!.ToString()))
            findings.Add($"{place} must not be '{value}'");
    }

    private void Members(JsonNode schema, JsonObject item, string place, bool isAsked, List<string> findings)
    {
        var properties = schema["properties"]!.AsObject();
        foreach (var (key, value) in item)
        {
            if (properties[key] is not { } member)
            {
                // An object without members of its own has free ones.
                if (properties.Count > 0 && (isAsked || !Undescribed.Contains(key)))
                    findings.Add($"{place}.{key} is unknown");
                continue;
            }

            if (isAsked && Has(member, "readonly")) findings.Add($"{place}.{key} is read only");
            if (value is null && !isAsked && !Has(member, "required")) continue;
            Value(member, value, $"{place}.{key}", isAsked, findings);
        }

        // Name and type are in the address.
        foreach (var (key, member) in properties)
            if (Has(member!, "required") && !item.ContainsKey(key) && !(isAsked && key is "name" or "type"))
                findings.Add($"{place}.{key} is missing");
    }

    private static bool Has(JsonNode member, string flag) =>
        member["flags"] is JsonArray flags && flags.Any(one => one!.ToString() == flag);
}

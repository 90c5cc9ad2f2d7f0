using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>Microsoft's description of Graph v1.0: entity sets, types and actions.</summary>
internal sealed partial class GraphDescription
{
    public const string File = "msgraph-v1.0.excerpt.json";

    private readonly JsonNode root = SharedData.Json(File)!;

    /// <summary>All that is wrong with a request and its answer, and what it was about.</summary>
    public (string Kind, string[] Faults) Check(WireExchange item)
    {
        if (item.Path == DiagnosisRead.Policy.Path)
        {
            return ($"{item.Method} policy",
                item.IsError ? [] : [.. DiagnosisRead.Policy.Faults(new JsonArray(item.Json))]);
        }

        var findings = new List<string>();
        var match = Address().Match(item.Path);
        if (!match.Success || root["entitySets"]![match.Groups["set"].Value]?.ToString() is not { } full)
            return ("unknown", [$"{item}: no such path"]);
        var type = full["graph.".Length..];
        var isOne = match.Groups["key"].Success;
        if (match.Groups["name"].Success && Find(type, match.Groups["name"].Value) is null)
            findings.Add($"{item}: no such key");
        foreach (var (key, value) in item.Query) CheckQuery(item, type, key, value, findings);

        var action = match.Groups["action"].Success
            ? root["boundActions"]![$"{full}/{match.Groups["action"].Value}"] : null;
        if (match.Groups["action"].Success) CheckAction(item, action, findings);
        else if (item.Method is "POST" or "PATCH")
            Members(type, item.AskedJson, $"{item.Method} {type}", true, findings);
        else if (item.Asked.Body.Length > 0) findings.Add($"{item}: takes no body");

        int[] statuses = (item.Method, isOne, action) switch
        {
            ("GET", _, _) => [200],
            ("POST", true, not null) => [action["returns"] is null ? 204 : 200],
            ("POST", false, _) => [201],
            ("PATCH", true, _) => item.Asked.Headers.ContainsKey("Prefer") ? [201, 204] : [204],
            ("DELETE", true, _) => [204],
            _ => [],
        };
        if (statuses.Length == 0) findings.Add($"{item}: no such method");
        if (item.IsError) CheckError(item, findings);
        else if (!statuses.Contains(item.Status)) findings.Add($"{item}: the status is not described");
        else if (item.Body.Length > 0)
            CheckBody(item, action?["returns"]?.ToString()["graph.".Length..] ?? type, findings);
        var about = match.Groups["action"];
        return ($"{item.Method} {(about.Success ? about.Value : type)}", [.. findings]);
    }

    private void CheckAction(WireExchange item, JsonNode? action, List<string> findings)
    {
        if (action is null)
        {
            findings.Add($"{item}: no such action");
            return;
        }

        var parameters = action["parameters"]!.AsObject();
        foreach (var (key, value) in item.AskedJson!.AsObject())
        {
            if (parameters[key]?["type"]?.ToString() is { } type)
                Value(type, value, $"{item}.{key}", true, findings);
            else findings.Add($"{item}: no parameter {key}");
        }

        foreach (var (key, parameter) in parameters)
            if (parameter!["nullable"]?.ToString() == "false" && item.AskedJson![key] is null)
                findings.Add($"{item}: no {key}");
    }

    private void CheckQuery(WireExchange item, string type, string key, string value, List<string> findings)
    {
        var names = key switch
        {
            "$select" => value.Split(','),
            "$filter" => FilterName().Matches(value).Select(match => match.Groups["name"].Value),
            "$skiptoken" => [],
            _ => [key],
        };
        foreach (var name in names.Where(name => Find(type, name) is null)) findings.Add($"{item}: no property {name}");
    }

    private static void CheckError(WireExchange item, List<string> findings)
    {
        var error = item.Json?["error"];
        foreach (var value in new[] { error?["code"], error?["message"], error?["innerError"]?["request-id"] })
            if (value?.GetValueKind() != JsonValueKind.String) findings.Add($"{item}: no whole error");
    }

    private void CheckBody(WireExchange item, string type, List<string> findings)
    {
        var body = item.Json!.AsObject();
        if (body["value"] is not JsonArray all)
        {
            Members(type, body, type, false, findings);
            return;
        }

        foreach (var one in all) Members(type, one, type, false, findings);
        foreach (var (key, _) in body)
            if (key is not ("value" or "@odata.context" or "@odata.nextLink")) findings.Add($"{item}: {key}");
    }

    private void Members(string type, JsonNode? value, string place, bool isAsked, List<string> findings)
    {
        if (value is not JsonObject item)
        {
            findings.Add($"{place} is no object");
            return;
        }

        foreach (var (key, member) in item)
        {
            if (key == "@odata.type" && member?.ToString() == $"#microsoft.graph.{type}") continue;
            if (key == "@odata.context" && !isAsked) continue;
            var property = Find(type, key);
            if (property is null)
            {
                // An open type's answers may hold more; what is asked for must be known.
                if (isAsked || root["types"]![type]!["open"] is null) findings.Add($"{place}.{key} is unknown");
                continue;
            }

            var isNullable = property["nullable"]?.ToString() != "false";
            if (member is null && isNullable) continue;
            Value(property["type"]!.ToString(), member, $"{place}.{key}", isAsked, findings);
        }
    }

    private void Value(string type, JsonNode? value, string place, bool isAsked, List<string> findings)
    {
        if (Collection().Match(type) is { Success: true } many)
        {
            if (value is not JsonArray list) findings.Add($"{place} is no list");
            else foreach (var one in list) Value(many.Groups["of"].Value, one, place + "[]", isAsked, findings);
            return;
        }

        if (type.StartsWith("graph.", StringComparison.Ordinal))
        {
            var name = type["graph.".Length..];
            if (root["types"]![name] is not null) Members(name, value, place, isAsked, findings);
            else if (value is not null and not JsonObject) findings.Add($"{place} is no {name}");
            return;
        }

        var text = value?.GetValueKind() == JsonValueKind.String ? value.ToString() : null;
        var isRight = type switch
        {
            "Edm.Boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "Edm.Int32" => value?.GetValueKind() == JsonValueKind.Number,
            "Edm.Guid" => Guid.TryParse(text, out _),
            "Edm.DateTimeOffset" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => text is not null,
        };
        if (!isRight) findings.Add($"{place} must not be {value?.ToJsonString() ?? "null"}");
    }

    /// <summary>A property of a type or of what it derives from.</summary>
    private JsonNode? Find(string type, string name)
    {
        for (var at = root["types"]![type]; at is not null;)
        {
            if (at["properties"]?[name] is { } node) return node;
            var parent = at["base"]?.ToString();
            at = parent is null ? null : root["types"]![parent["graph.".Length..]];
        }

        return null;
    }

    [GeneratedRegex(@"^/v1\.0/(?<set>\w+)(?<key>/[0-9a-f-]{36}|\((?<name>\w+)='[^']+'\))?(?:/(?<action>\w+))?$")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:^|\band )(?<name>\w+)(?: eq |/any\()")]
    private static partial Regex FilterName();

    [GeneratedRegex(@"^Collection\((?<of>.+)\)$")]
    private static partial Regex Collection();
}

using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>Reads identity policies in IAM's JSON.</summary>
internal static class PolicyDocument
{
    public static List<PolicyStatement> Parse(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        return document["Statement"] is JsonArray many
            ? [.. many.OfType<JsonObject>().Select(Statement)]
            : [Statement(document["Statement"]!.AsObject())];
    }

    private static PolicyStatement Statement(JsonObject item) => new(
        Values(item["Action"]), Values(item["Resource"]),
        [.. (item.Object("Condition") ?? []).SelectMany(Conditions)])
    {
        IsDeny = item.String("Effect") == "Deny",
    };

    private static IEnumerable<PolicyCondition> Conditions(KeyValuePair<string, JsonNode?> item) =>
        item.Value!.AsObject().Select(pair => new PolicyCondition(item.Key, pair.Key, Values(pair.Value)));

    private static string[] Values(JsonNode? node) =>
        node is JsonArray many ? [.. many.Select(item => item!.ToString())]
            : [node?.ToString() ?? throw new ArgumentException("A statement has an action and a resource.")];
}

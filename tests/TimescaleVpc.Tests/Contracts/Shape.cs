using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// What two answers must have in common though they are about different things: the members, their types, null where
/// null, and the words of enumerations.
/// </summary>
internal static partial class Shape
{
    private static readonly string[] Words =
    [
        "provisioningState", "peeringState", "peeringSyncLevel", "type", "principalType", "servicePrincipalType",
        "status", "state", "authorizationSource", "code", "usage", "legalAgeGroupRule",
        "privateEndpointVNetPolicies", "privateEndpointNetworkPolicies", "privateLinkServiceNetworkPolicies",
    ];

    /// <param name="recorded">What the real platform answered.</param>
    /// <param name="answer">What the sandbox answered.</param>
    /// <param name="skip">Members that hang on what was asked for, or came in a later version.</param>
    public static List<string> Differences(JsonNode? recorded, JsonNode? answer, params string[] skip)
    {
        var findings = new List<string>();
        Compare(recorded, answer, "", skip, findings);
        return findings;
    }

    /// <summary>A message without what it names.</summary>
    public static string Message(string text) => Named().Replace(text, "X");

    private static void Compare(JsonNode? recorded, JsonNode? answer, string path, string[] skip, List<string> findings)
    {
        if (Kind(recorded) != Kind(answer))
        {
            findings.Add($"{path} is {Kind(answer)}, not {Kind(recorded)}");
            return;
        }

        switch (recorded)
        {
            case JsonObject item:
                var other = answer!.AsObject();
                foreach (var name in item.Select(pair => pair.Key).Except(skip).Where(name => !other.ContainsKey(name)))
                    findings.Add($"{path}.{name} is missing");
                foreach (var name in other.Select(pair => pair.Key).Except(skip).Where(name => !item.ContainsKey(name)))
                    findings.Add($"{path}.{name} is too much");
                foreach (var (name, value) in item.Where(pair => !skip.Contains(pair.Key)))
                {
                    if (!other.ContainsKey(name)) continue;
                    Compare(value, other[name], $"{path}.{name}", skip, findings);
                    if (Words.Contains(name) && value is JsonValue && $"{value}" != $"{other[name]}")
                        findings.Add($"{path}.{name} is '{other[name]}', not '{value}'");
                    if (name == "message" && Message($"{value}") != Message($"{other[name]}"))
                        findings.Add($"{path}.{name} is '{other[name]}', not '{value}'");
                }

                break;
            case JsonArray { Count: > 0 } list when answer is JsonArray { Count: > 0 } others:
                Compare(list[0], others[0], $"{path}[]", skip, findings);
                break;
        }
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "a truth",
        var kind => kind.ToString()!,
    };

    [GeneratedRegex(@"'[^']*'|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{32}\b")]
    private static partial Regex Named();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>Matches the target of a fault with the path, query and body of a request.</summary>
internal static class FaultTarget
{
    /// <summary>Whether a value of the request, or a part of one between slashes, matches the pattern.</summary>
    public static bool Matches(string pattern, SimulatedRequest request) => pattern == "*" ||
        Values(request).SelectMany(Parts).Any(word => Wildcard.Matches(pattern.TrimEnd('/'), word, ignoreCase: true));

    private static IEnumerable<string> Values(SimulatedRequest request)
    {
        IEnumerable<string> body = request.TryJson() is { } json
            ? Leaves(json) : SimulatedRequest.Parse(request.Body).Select(pair => pair.Value);
        return [request.Path, .. request.QueryValues, .. body];
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => Leaves(pair.Value)),
        JsonArray list => list.SelectMany(Leaves),
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number =>
            [value.ToString()],
        _ => [],
    };

    /// <summary>The value, the ids of its parents, and each name in it.</summary>
    private static IEnumerable<string> Parts(string value)
    {
        yield return value;
        for (var at = value.IndexOf('/', 1 % Math.Max(1, value.Length)); at > 0; at = value.IndexOf('/', at + 1))
            yield return value[..at];
        if (!value.Contains('/', StringComparison.Ordinal)) yield break;
        foreach (var name in value.Split('/', StringSplitOptions.RemoveEmptyEntries)) yield return name;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>
/// Response bodies that parse and that no description of a platform allows: values of another type, members that are
/// missing or null, words outside of the fixed set.
/// </summary>
internal static class CorruptBody
{
    private const string WrongType = "WrongType";
    private const string MissingMember = "MissingMember";
    private const string UnknownWord = "UnknownWord";
    private const string NullMember = "NullMember";
    private const string Word = "NeverHeardOf";

    // Members that hold one word of a fixed set, on any of the platforms.
    private static readonly string[] Words =
    [
        "state", "status", "status.code", "stateCode", "provisioningState", "peeringState", "peeringSyncLevel",
        "principalType", "signInAudience", "plan_type", "service_type", "token_type", "domain", "origin",
    ];

    public static IReadOnlyList<string> Wires { get; } = [WrongType, MissingMember, UnknownWord, NullMember];

    /// <summary>Corrupts the body of a response.</summary>
    /// <param name="response">The platform's response.</param>
    /// <param name="wire">In which of the ways.</param>
    /// <param name="member">The pattern of the members; null takes all that hold a value.</param>
    public static string Create(SimulatedResponse response, string wire, string? member)
    {
        if (response.Xml is { } xml)
        {
            var root = XElement.Parse(xml);
            foreach (var child in root.Elements().ToArray()) Corrupt(child, child.Name.LocalName, wire, member);
            return root.ToString(SaveOptions.DisableFormatting);
        }

        if (response.Body?.DeepClone() is not { } body) return "";
        Corrupt(body, "", wire, member);
        return body.ToJsonString();
    }

    private static void Corrupt(JsonNode node, string path, string wire, string? member)
    {
        if (node is JsonObject item)
        {
            foreach (var (name, value) in item.ToArray())
            {
                var at = Join(path, name);
                if (!IsSelected(at, value, wire, member)) Descend(value, at, wire, member);
                else if (wire == MissingMember) item.Remove(name);
                else item[name] = Replacement(value, wire);
            }
        }
        else if (node is JsonArray list)
        {
            for (var number = 0; number < list.Count; number++)
            {
                var (value, at) = (list[number], Join(path, $"{number}"));
                if (!IsSelected(at, value, wire, member)) Descend(value, at, wire, member);
                // A list without an item is only a shorter list.
                else list[number] = Replacement(value, wire == MissingMember ? NullMember : wire);
            }
        }
    }

    private static void Descend(JsonNode? value, string path, string wire, string? member)
    {
        if (value is JsonObject or JsonArray) Corrupt(value, path, wire, member);
    }

    private static bool IsSelected(string path, JsonNode? value, string wire, string? member)
    {
        var isText = value is JsonValue word && word.GetValueKind() == JsonValueKind.String;
        if (wire == UnknownWord && !isText) return false;
        return member is null
            ? value is JsonValue or null && (wire != UnknownWord || IsWord(path))
            : Wildcard.Matches(member, path, ignoreCase: true);
    }

    private static JsonNode? Replacement(JsonNode? value, string wire) => wire switch
    {
        NullMember => null,
        UnknownWord => Word,
        _ => value switch
        {
            JsonObject => new JsonArray("unexpected"),
            JsonArray => new JsonObject { ["unexpected"] = true },
            JsonValue number when number.GetValueKind() == JsonValueKind.Number => "unexpected",
            _ => new JsonObject { ["unexpected"] = true },
        },
    };

    private static void Corrupt(XElement element, string path, string wire, string? member)
    {
        var isLeaf = !element.HasElements;
        var isMeant = member is null
            ? isLeaf && (wire != UnknownWord || IsWord(path))
            : Wildcard.Matches(member, path, ignoreCase: true) && (wire != UnknownWord || isLeaf);
        if (!isMeant)
        {
            foreach (var child in element.Elements().ToArray())
                Corrupt(child, Join(path, child.Name.LocalName), wire, member);
        }
        else if (wire == MissingMember) element.Remove();
        else if (wire == UnknownWord) element.Value = Word;
        // XML has no null; an empty element is closest to it.
        else if (wire == NullMember) element.RemoveNodes();
        else if (isLeaf) element.ReplaceNodes(new XElement(element.Name.Namespace + "unexpected"));
        else element.Value = "unexpected";
    }

    private static bool IsWord(string path) => Words.Any(word => Same(path, word) ||
        path.EndsWith('.' + word, StringComparison.OrdinalIgnoreCase));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

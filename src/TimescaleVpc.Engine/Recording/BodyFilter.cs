using System.Xml;
using System.Xml.Linq;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>Takes out of a body what is not on the <see cref="AllowList"/>. Filtered twice it stays the same.</summary>
internal sealed class BodyFilter(ILeafMap leaf)
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The type of a request's body that was kept: forms are sent for actions and for tokens.</summary>
    public static string TypeOf(Exchange exchange) =>
        exchange.Action is not null || RecordedExchanges.IsToken(exchange) ? Form : "application/json";

    /// <summary>All bodies of a wire, by their ids.</summary>
    public Dictionary<string, string> OfAll(KeptWire wire)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var exchange in wire.Exchanges)
        {
            if (exchange.Sent is { } sentId) texts.TryAdd(sentId, OfRequest(wire.Bodies[sentId], TypeOf(exchange)));
            if (exchange.Got is { } gotId) texts.TryAdd(gotId, Of(wire.Bodies[gotId], isRefusal: true));
        }

        return texts;
    }

    /// <summary>The body of a request.</summary>
    public string OfRequest(string text, string? type) => Same(type, Form) ? OfForm(text) : Of(text, isRefusal: false);

    /// <summary>The body of an answer. Of what has no form, only the words of a refusal are kept.</summary>
    public string Of(string text, bool isRefusal)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \r\n\t");
        if (start.IsEmpty) return "";
        if (start[0] == '<') return OfXml(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t')) ?? Unreadable(text);
        if (Json.Parse(text) is { } node)
        {
            if (node is JsonValue) return Unreadable(text);
            // First: a member before it may repeat a secret.
            Learn("", node);
            return Member("", Keeping.Inside, node)!.ToJsonString(JsonText.Plain);
        }

        if (start[0] is '{' or '[') return Unreadable(text);
        return text.Trim() is "null" and var nullText ? nullText
            : isRefusal && leaf.Of("", Keeping.Text, text.Trim()) is { } words ? words : AllowList.LeftOut;
    }

    /// <summary>Something that no client can read: a page of a proxy, or half an answer.</summary>
    private static string Unreadable(string text) => text.TrimStart().FirstOrDefault() switch
    {
        '<' => "<html/>",
        '{' => "{",
        '[' => "[",
        _ => "\"***\"",
    };

    private void Learn(string name, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (key, value) in item) Learn(key, value);
                break;
            case JsonArray list:
                foreach (var value in list) Learn(name, value);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && IsLeftOut(AllowList.Json, name):
                leaf.LeftOut(name, text);
                break;
        }
    }

    private static bool IsLeftOut(IReadOnlyDictionary<string, Keeping> list, string name) =>
        !list.TryGetValue(name, out var keeping) || keeping is Keeping.Inside or Keeping.Secret;

    private JsonNode? Member(string name, Keeping? keeping, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                // Tags as an object are the user's own, by names of the user's own.
                var isShown = keeping is not (null or Keeping.Mark or Keeping.Secret);
                var result = new JsonObject();
                foreach (var (key, value) in item)
                {
                    var memberKeeping = isShown && AllowList.Json.TryGetValue(key, out var entry)
                        ? entry : (Keeping?)null;
                    var member = Member(key, memberKeeping, value);
                    if (memberKeeping is not null && (member is not null || value is null)) result[key] = member;
                }

                return keeping is null ? null : result;
            case JsonArray list:
                var items = list.Select(value => Member(name, keeping, value)).ToArray();
                return keeping is null ? null
                    : new JsonArray([.. items.Where((value, at) => value is not null || list[at] is null)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return keeping is null or Keeping.Inside ? null
                    : leaf.Of(name, keeping.Value, text) is { } outcome ? JsonValue.Create(outcome) : null;
            case null:
                return null;
            default:
                return keeping is null or Keeping.Secret ? null : node.DeepClone();
        }
    }

    /// <summary>Null if it is no XML.</summary>
    private string? OfXml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var root = XElement.Load(reader, LoadOptions.None);
            var isAnswer = root.Name.LocalName.EndsWith("Response", StringComparison.Ordinal)
                || AllowList.Xml.ContainsKey(root.Name.LocalName);
            if (!isAnswer) return null;
            foreach (var element in root.Descendants().Where(element => !element.HasElements
                && IsLeftOut(AllowList.Xml, element.Name.LocalName)))
                leaf.LeftOut(element.Name.LocalName, element.Value);
            var result = new XElement(root.Name);
            Fill(result, root);
            return result.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private void Fill(XElement result, XElement from)
    {
        foreach (var element in from.Elements())
        {
            var name = element.Name.LocalName;
            if (!AllowList.Xml.TryGetValue(name, out var keeping)) continue;
            if (from.Name.LocalName == "tagSet" && !IsKept(element)) continue;
            if (name == "value" && KeyOf(from) == AllowList.NameTag) keeping = Keeping.Name;
            if (!element.HasElements && keeping == Keeping.Inside && element.Value.Trim().Length > 0) continue;
            var copy = new XElement(element.Name);
            if (element.HasElements) Fill(copy, element);
            else if (leaf.Of(name, keeping, element.Value) is { } text) copy.Value = text;
            else continue;
            result.Add(copy);
        }
    }

    /// <summary>A tag of ours, or the name.</summary>
    private static bool IsKept(XElement tag) => IsKept(KeyOf(tag));

    private static string KeyOf(XElement tag) =>
        tag.Elements().FirstOrDefault(part => part.Name.LocalName == "key")?.Value ?? "";

    private static bool IsKept(string key) =>
        key == AllowList.NameTag || key.StartsWith(Marks.Own, StringComparison.OrdinalIgnoreCase);

    private string OfForm(string text)
    {
        var all = FormText.Read(text).ToArray();
        // A tag's key and value are numbered alike.
        var foreignPrefixes = all
            .Where(pair => pair.Name.EndsWith(".Key", StringComparison.Ordinal) && !IsKept(pair.Value))
            .Select(pair => pair.Name[..^".Key".Length] + ".").ToArray();
        var result = new List<(string Name, string Value)>();
        foreach (var (name, value) in all.Where(pair => Keep(pair.Name) is null)) leaf.LeftOut(name, value);
        foreach (var (name, value) in all)
        {
            var keeping = Keep(name);
            if (keeping is null) continue;
            if (foreignPrefixes.Any(start => name.StartsWith(start, StringComparison.Ordinal))) continue;
            if (leaf.Of(name, keeping.Value, value) is { } outcome) result.Add((name, outcome));
        }

        return FormText.Write(result);
    }

    private static Keeping? Keep(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (AllowList.Form.TryGetValue(last, out var markKeeping) && markKeeping == Keeping.Mark) return markKeeping;
        return AllowList.Form.TryGetValue(name.Split('.')[0], out var keeping) ? keeping : null;
    }
}

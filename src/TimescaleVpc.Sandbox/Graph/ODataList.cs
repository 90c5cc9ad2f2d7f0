using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The few OData options that clients use on lists: $filter, $select, $top and paging.</summary>
internal static partial class ODataList
{
    private const int PageSize = 100;

    public static SimulatedResponse Respond(SimulatedRequest request, string set, IEnumerable<JsonObject> items)
    {
        var matches = items.Where(Filter(request)).ToList();
        var skip = Number(request, "$skiptoken") ?? 0;
        var size = Number(request, "$top") ?? PageSize;
        if (size is < 1 or > 999) throw GraphErrors.Bad(request.World, $"Invalid page size specified: '{size}'.");
        var page = matches.Skip(skip).Take(size).Select(item => Select(request, item));
        var body = new JsonObject { ["@odata.context"] = $"https://graph.microsoft.com/v1.0/$metadata#{set}" };
        if (skip + size < matches.Count) body["@odata.nextLink"] = Next(request, skip + size);
        body["value"] = Json.Array(page);
        return new SimulatedResponse(200, body);
    }

    public static SimulatedResponse One(SimulatedRequest request, string set, JsonObject item, int status = 200)
    {
        var body = Select(request, item);
        body["@odata.context"] = $"https://graph.microsoft.com/v1.0/$metadata#{set}/$entity";
        return new SimulatedResponse(status, body);
    }

    private static Func<JsonObject, bool> Filter(SimulatedRequest request)
    {
        var filter = request.Query("$filter");
        if (string.IsNullOrWhiteSpace(filter)) return _ => true;
        var terms = AndSeparator().Split(filter.Trim()).Select(term => Term(request, term.Trim())).ToList();
        return item => request.World.Settings.IgnoreFilters || terms.TrueForAll(term => term(item));
    }

    private static Func<JsonObject, bool> Term(SimulatedRequest request, string term)
    {
        if (Equality().Match(term) is { Success: true } equals)
        {
            var (name, value) = (equals.Groups["name"].Value, Unquote(equals.Groups["value"].Value));
            if (name is "appId" or "displayName" or "id" or "servicePrincipalType")
                return item => Same(item.String(name), value);
        }

        if (Beginning().Match(term) is { Success: true } begins)
        {
            var (name, value) = (begins.Groups["name"].Value, Unquote(begins.Groups["value"].Value));
            return item => item.String(name)?.StartsWith(value, StringComparison.OrdinalIgnoreCase) == true;
        }

        if (AnyMember().Match(term) is { Success: true } member)
        {
            var (name, value) = (member.Groups["name"].Value, Unquote(member.Groups["value"].Value));
            return item => item.Strings(name).Exists(other => Same(other, value));
        }

        if (AnyTag().Match(term) is { Success: true } any)
        {
            var value = Unquote(any.Groups["value"].Value);
            return item => item.Strings("tags").Exists(tag => Same(tag, value));
        }

        throw GraphErrors.Refuse(request.World, 400, "Request_UnsupportedQuery",
            $"Unsupported or invalid query filter clause specified for property in '{term}'.");
    }

    private static JsonObject Select(SimulatedRequest request, JsonObject item)
    {
        if (request.Query("$select") is not { Length: > 0 } select) return item;
        var names = select.Split(',', StringSplitOptions.TrimEntries);
        return new JsonObject(item.Where(pair => names.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
    }

    private static string Next(SimulatedRequest request, int skip)
    {
        var query = SimulatedRequest.Parse(request.Uri.Query.TrimStart('?'))
            .Where(pair => pair.Key != "$skiptoken")
            .Append(new("$skiptoken", skip.ToString(CultureInfo.InvariantCulture)))
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return $"{request.Uri.GetLeftPart(UriPartial.Path)}?{string.Join('&', query)}";
    }

    private static int? Number(SimulatedRequest request, string name) =>
        int.TryParse(request.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex AndSeparator();

    [GeneratedRegex(@"^(?<name>\w+)\s+eq\s+'(?<value>(?:[^']|'')*)'$")]
    private static partial Regex Equality();

    [GeneratedRegex(@"^startswith\(\s*(?<name>displayName)\s*,\s*'(?<value>(?:[^']|'')*)'\s*\)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(?<name>servicePrincipalNames|identifierUris)/any\(\s*(?<v>\w+)\s*:\s*\k<v>\s+eq\s+" +
        @"'(?<value>(?:[^']|'')*)'\s*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex AnyMember();

    [GeneratedRegex(@"^tags/any\(\s*(?<v>\w+)\s*:\s*\k<v>\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\)$")]
    private static partial Regex AnyTag();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>What docs/permissions.md says about cmdlets and roles, made from the catalogue.</summary>
internal static partial class PermissionDocs
{
    private const int Widest = 110;

    /// <summary>The titles of places that are more than their word.</summary>
    private static readonly Dictionary<string, string> Titles = new()
    {
        [StepCatalogue.Entra] = "Entra ID", [StepCatalogue.Application] = "Azure, as the application",
    };

    /// <summary>Every cmdlet with its rights, and with role and policy to paste.</summary>
    public static string[] Cmdlets =>
        [.. CmdletCatalogue.All.SelectMany(cmdlet => Section($"`{cmdlet.Cmdlet}`", cmdlet.Cmdlet, cmdlet.All))];

    /// <summary>The same for one person who runs them all.</summary>
    public static string[] Everything => [.. Section("All cmdlets", "all cmdlets",
        [.. CmdletCatalogue.All.SelectMany(cmdlet => cmdlet.All).GroupBy(need => (need.Where, need.Permission))
            .Select(same => same.OrderBy(need => need.Without is null).Last())])];

    /// <summary>The two roles that Grant-AzurePeerRole makes.</summary>
    public static string[] Roles =>
    [
        "| role | actions |", "|---|---|",
        $"| for your application | {List(RoleActions.Own)} |",
        $"| for Timescale | {List(RoleActions.Platform)} |",
    ];

    private static IEnumerable<string> Section(string title, string name, IReadOnlyList<Need> needs)
    {
        yield return $"### {title}";
        yield return "";
        yield return "| platform | needs | can do without, but then |";
        yield return "|---|---|---|";
        foreach (var place in needs.GroupBy(need => Title(need.Where))
            .OrderBy(place => place.Key, StringComparer.Ordinal))
        {
            var there = place.OrderBy(need => need.Permission, StringComparer.Ordinal).ToArray();
            var optional = there.Where(need => need.Without is not null).GroupBy(need => need.Without)
                .Select(same => $"{List(same.Select(need => need.Permission))}: {same.Key}");
            var permissions = there.Where(need => need.Without is null).Select(need => need.Permission);
            yield return $"| {place.Key} | {List(permissions)} | {string.Join("; ", optional)} |";
        }

        yield return "";
        var rights = new Rights(name, needs);
        foreach (var line in Paste("Azure role", StepCatalogue.Azure, rights, rights.AzureRole)
            .Concat(Paste("AWS policy", StepCatalogue.Aws, rights, rights.AwsPolicy)))
            yield return line;
    }

    /// <summary>The words of a place: ManagedService is the Managed Service.</summary>
    private static string Title(string where) => Titles.TryGetValue(where, out var title) ? title
        : Humps().Replace(where, " ");

    private static string[] Paste(string title, string where, Rights rights, JsonObject json) =>
        rights.On(where).Length == 0 ? [] :
        [
            $"<details><summary>{title}</summary>", "", "```json", .. Format(json, "").Split('\n'), "```", "",
            "</details>", "",
        ];

    private static string List(IEnumerable<string> permissions)
    {
        var all = permissions.Select(text => text.Contains(' ', StringComparison.Ordinal) ? text : $"`{text}`")
            .ToArray();
        return all.Length == 0 ? "–" : string.Join(", ", all);
    }

    /// <summary>What fits on a line stays on it; the serializer gives every item a line.</summary>
    private static string Format(JsonNode node, string indent)
    {
        var flat = Flat(node);
        if (indent.Length + flat.Length <= Widest) return flat;
        var inner = indent + "  ";
        var (open, lines, close) = node is JsonObject members
            ? ('{', members.Select(one => $"{inner}\"{one.Key}\": {Format(one.Value!, inner)}"), '}')
            : ('[', node.AsArray().Select(one => inner + Format(one!, inner)), ']');
        return $"{open}\n{string.Join(",\n", lines)}\n{indent}{close}";
    }

    private static string Flat(JsonNode node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject members => $"{{ {string.Join(", ", members.Select(one => $"\"{one.Key}\": {Flat(one.Value!)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(one => Flat(one!)))}]",
        _ => node.ToJsonString(),
    };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Humps();
}

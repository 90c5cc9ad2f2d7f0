using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>What docs/permissions.md says about cmdlets and roles, made from the catalogue.</summary>
internal static class PermissionDocs
{
    private const int Widest = 110;

    private static readonly (string Where, string Title)[] Places =
    [
        (StepCatalogue.Mst, "Managed Service"), (StepCatalogue.Cloud, "Timescale Cloud"),
        (StepCatalogue.Entra, "Entra ID"), (StepCatalogue.Azure, "Azure"),
        (StepCatalogue.Application, "Azure, as the application"), (StepCatalogue.Aws, "AWS"),
    ];

    /// <summary>Every cmdlet with its rights, and with role and policy to paste.</summary>
    public static string[] Cmdlets =>
        [.. CmdletCatalogue.All.SelectMany(cmdlet => Section($"`{cmdlet.Cmdlet}`", cmdlet.Cmdlet, cmdlet.All))];

    /// <summary>The same for one person who runs them all.</summary>
    public static string[] Everything => [.. Section("All cmdlets", "all cmdlets",
        [.. CmdletCatalogue.All.SelectMany(cmdlet => cmdlet.All).GroupBy(need => (need.Where, need.Permission))
            .Select(same => same.OrderBy(need => need.Without is not null).First())])];

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
        foreach (var (where, place) in Places)
        {
            var there = needs.Where(need => need.Where == where)
                .OrderBy(need => need.Permission, StringComparer.Ordinal).ToArray();
            if (there.Length == 0) continue;
            var optional = there.Where(need => need.Without is not null).GroupBy(need => need.Without)
                .Select(same => $"{List(same.Select(need => need.Permission))}: {same.Key}");
            var permissions = there.Where(need => need.Without is null).Select(need => need.Permission);
            yield return $"| {place} | {List(permissions)} | {string.Join("; ", optional)} |";
        }

        // A place without a title would be left out, and its rights with it.
        Assert.Empty(needs.Select(need => need.Where).Except(Places.Select(place => place.Where)));

        yield return "";
        var rights = new Rights(name, needs);
        foreach (var line in Paste("Azure role", StepCatalogue.Azure, rights, rights.AzureRole)
            .Concat(Paste("AWS policy", StepCatalogue.Aws, rights, rights.AwsPolicy)))
            yield return line;
    }

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
}

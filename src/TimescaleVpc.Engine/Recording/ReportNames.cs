using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Finds the names in a run. What this module derives from names, such as the id of an assignment, is derived anew from
/// their stand-ins: a replay will look for it under that id.
/// </summary>
internal static partial class ReportNames
{
    public static StandIns Learn(RecordedRun run)
    {
        var standIns = new StandIns();
        var learner = new Learner(standIns);
        run.Session.With(learner);
        foreach (var exchange in run.Wire.Exchanges)
        {
            PathNames.Learn(standIns, exchange.Path);
            standIns.LearnHost(exchange.Host);
            foreach (var (_, filter) in FormText.Read(exchange.Query))
                foreach (Match word in Quoted().Matches(filter)) standIns.Learn(word.Groups[1].Value);
        }

        new BodyFilter(learner).OfAll(run.Wire);

        foreach (var text in Texts(run)) standIns.LearnFrom(text);
        Derive(run, standIns);
        return standIns;
    }

    private static IEnumerable<string> Texts(RecordedRun run) => run.Wire.Exchanges.Select(exchange => exchange.Path)
        .Concat(run.Wire.Bodies.Values).Append(run.Findings.ToJsonString(JsonText.Plain));

    private static void Derive(RecordedRun run, StandIns standIns)
    {
        var texts = Texts(run).ToArray();
        foreach (var subscription in All(Subscription(), texts))
        {
            var standIn = standIns.OfValue(subscription);
            foreach (var party in GrantParty.Both)
                standIns.Names.Set(AzureNames.RoleGuid(party, subscription), AzureNames.RoleGuid(party, standIn));
        }

        foreach (var exchange in run.Wire.Exchanges)
        {
            if (exchange.Sent is { } sentId && Assignment().Match(exchange.Path) is { Success: true } path)
            {
                var properties = Json.Parse(run.Wire.Bodies[sentId]).Get("properties");
                DeriveAssignment(standIns, path.Groups[1].Value, path.Groups[2].Value, properties);
            }
        }

        foreach (var item in run.Wire.Bodies.Values.SelectMany(body => Items(Json.Parse(body))))
        {
            if (item.Text("id") is { } id && Assignment().Match(id) is { Success: true } path)
                DeriveAssignment(standIns, path.Groups[1].Value, path.Groups[2].Value, item.Get("properties"));
        }

        var links = All(OwnLink(), texts).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (links.Count == 0) return;
        var vnets = All(VNet(), texts).Select(text => VNetId.TryParse(text, out var id) ? id : null).OfType<VNetId>()
            .Distinct().ToArray();
        var vpcs = All(PlatformVpc(), texts).ToArray();
        var projects = All(Project(), texts).Append(run.Session.Project ?? "").Distinct().ToArray();
        foreach (var project in projects)
        {
            foreach (var vpc in vpcs)
            {
                foreach (var vnet in vnets)
                {
                    if (AzureNames.Link(project, vpc, vnet) is var link && links.Contains(link)
                        && VNetId.TryParse(standIns.OfText(vnet.ToString()), out var standIn))
                        standIns.Names.Set(
                            link, AzureNames.Link(standIns.OfName(project), standIns.OfValue(vpc), standIn));
                }
            }
        }
    }

    /// <summary>If it is one of ours, its id follows from scope, holder and role.</summary>
    private static void DeriveAssignment(StandIns standIns, string scope, string guid, JsonNode? properties)
    {
        var role = properties.Text("roleDefinitionId")?.Split('/')[^1];
        if (properties.Text("principalId") is not { } principal || role is null
            || !Same(AzureNames.AssignmentGuid(scope, principal, role), guid)) return;
        standIns.Names.Set(guid, AzureNames.AssignmentGuid(
            standIns.OfText(scope), standIns.OfValue(principal), standIns.OfValue(role)));
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => Items(member.Value)).Prepend(item),
        JsonArray list => list.SelectMany(Items),
        _ => [],
    };

    private static IEnumerable<string> All(Regex pattern, string[] texts) => texts
        .SelectMany(text => pattern.Matches(text).Select(match => match.Groups[1].Value))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", RegexOptions.IgnoreCase)]
    private static partial Regex Subscription();

    [GeneratedRegex(@"^(.+)/providers/Microsoft\.Authorization/roleAssignments/([0-9a-f-]{36})\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\b(timescalevpc-[0-9a-f]{12})\b")]
    private static partial Regex OwnLink();

    [GeneratedRegex(
        @"(/subscriptions/[^/\s""]+/resourceGroups/[^/\s""]+/providers/Microsoft\.Network/virtualNetworks/[^/\s""?]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex VNet();

    [GeneratedRegex(@"(?:/vpcs/|""project_vpc_id"":"")([0-9a-f-]{36})")]
    private static partial Regex PlatformVpc();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^/v1/project/([^/]+)")]
    private static partial Regex Project();

    private sealed class Learner(StandIns standIns) : ILeafMap
    {
        public string? Of(string name, Keeping keeping, string value)
        {
            switch (keeping)
            {
                case Keeping.Host:
                    standIns.LearnHost(value);
                    break;
                // What the user has named the session's things is a name whatever is in it.
                case Keeping.Name when name.Length == 0:
                case Keeping.Name or Keeping.Id when !value.Contains('/', StringComparison.Ordinal):
                    standIns.Learn(value);
                    break;
            }

            return value;
        }
    }
}

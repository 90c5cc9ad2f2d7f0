using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.House;

/// <summary>What docs/diagnosis.md says about the findings, made from their catalogue.</summary>
internal static partial class FindingDocs
{
    private static readonly Dictionary<ChainLink, string> Links = new()
    {
        [ChainLink.Vpc] = "The VPC and your network", [ChainLink.Directory] = "Applications, roles and keys",
        [ChainLink.PlatformHalf] = "Timescale's half", [ChainLink.CustomerHalf] = "Your half",
        [ChainLink.Path] = "The way between them", [ChainLink.Service] = "The service",
        [ChainLink.Apart] = "Apart from the chain",
    };

    /// <summary>All findings, in the order of the chain.</summary>
    public static string[] Table =>
    [
        "| Finding | Link of the chain | Severity | Whose turn | Repair-VpcPeering |",
        "|---|---|---|---|---|",
        .. FindingCatalogue.All.Select(entry =>
            $"| [{entry.Id}](#{entry.Id.ToLowerInvariant()}) | {Links[entry.Link]} | {entry.Severity} "
            + $"| {entry.Turn} | {(entry.Repair is null ? "–" : "repairs it")} |"),
    ];

    /// <summary>A section for each finding, to which its link leads.</summary>
    public static string[] Sections =>
    [
        .. FindingCatalogue.All.GroupBy(entry => entry.Link).SelectMany(group => group.SelectMany(Section)
            .Prepend("").Prepend($"## {Links[group.Key]}")).SkipLast(1),
    ];

    private static IEnumerable<string> Section(FindingEntry entry)
    {
        string[] command = entry.Command is null ? []
            : ["```powershell", Spell(entry, entry.Command, word => word.ToUpperInvariant()), "```", ""];
        return
        [
            $"### {entry.Id}", "",
            $"*{entry.Severity}. Whose turn: {entry.Turn}.*"
                + (entry.Repair is null ? "" : " Repair-VpcPeering repairs it."),
            "",
            Spell(entry, entry.Cause, word => $"{{{word}}}"), "",
            $"**Do:** {Spell(entry, entry.Remedy, word => $"{{{word}}}")}", "",
            .. command,
        ];
    }

    /// <summary>A text of the catalogue with words in place of its values.</summary>
    private static string Spell(FindingEntry entry, string text, Func<string, string> show)
    {
        var words = Words.TryGetValue(entry.Id, out var spelling) ? spelling.Split(", ") : [];
        var count = Number().Matches(text)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        Assert.True(count <= words.Length,
            $"The finding {entry.Id} has a value {{{count}}} without a word for the documents: add it to "
            + $"{nameof(FindingDocs)}.{nameof(Words)}.");
        return CatalogueFormat.Fill(text, [new AnyPeering(), .. words.Select(show)]);
    }

    /// <summary>What each finding's values are, from the first one on.</summary>
    internal static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["AclDenies"] = "ACL, subnets, rule, range",
        ["AllowListUnclear"] = "service, allow lists",
        ["AppMissing"] = "application",
        ["ApprovalBlocked"] = "request, table, range, target, other tables",
        ["ApprovalBlockedByOrphan"] = "request, table, range, connection, tables",
        ["AwsEgressRightsMissing"] = "AWS VPC, right, others",
        ["AwsPeeringQuota"] = "AWS VPC, count, quota, most",
        ["AwsRightUnclear"] = "AWS VPC, right, code",
        ["AwsRightsMissing"] = "AWS VPC, right, others",
        ["AwsVpcMissing"] = "AWS VPC",
        ["AzureRightsMissing"] = "scope, actions",
        ["CloudHasNoPeering"] = "state",
        ["ConnectionGone"] = "connection",
        ["ConnectionNotSeen"] = "connection",
        ["ConnectionUnnamed"] = "connection",
        ["CredentialForeign"] = "application, credential, time",
        ["CredentialPresent"] = "application, credential, time",
        ["DenyAssignmentStops"] = "deny assignment, scope, actions",
        ["DirectoryRoleMissing"] = "application",
        ["EgressMissing"] = "group, port, range",
        ["EgressWide"] = "group",
        ["HostNotResolved"] = "service, host, reason",
        ["HostResolvesElsewhere"] = "service, host, addresses, VPC range",
        ["LeftoverFound"] = "things",
        ["LinkBlocksTraffic"] = "link",
        ["LinkOutOfSync"] = "ranges",
        ["LinkUsesGateways"] = "link",
        ["LockInPlace"] = "lock, level, scope, what to do",
        ["LockStopsSteps"] = "lock, level, scope",
        ["NotRead"] = "what, reason, what to do about the reason",
        ["NsgDenies"] = "rule, group, ranges, ports, subnets",
        ["NsgUnclear"] = "rule, group, ranges, ports, subnets",
        ["PeeringDeletedByPeer"] = "state",
        ["PeeringDeleting"] = "state",
        ["PeeringDisabled"] = "state",
        ["PeeringErrored"] = "state",
        ["PeeringExpired"] = "state",
        ["PeeringInProgress"] = "state",
        ["PeeringInvalid"] = "state",
        ["PeeringLimitReached"] = "count, limit",
        ["PeeringNotTransitive"] = "VNet, other VNet, link, flag",
        ["PeeringRejected"] = "state",
        ["PlatformAppForeign"] = "tenant, other tenant",
        ["PlatformPrincipalMissing"] = "application",
        ["PlatformRoleUnassigned"] = "principal, actions",
        ["PortNotReached"] = "service, port, reason",
        ["PrincipalMissing"] = "application",
        ["ProjectRoleTooLow"] = "project",
        ["RangeOverlaps"] = "network, range, VPC range, free ranges",
        ["RangesChanged"] = "AWS VPC, ranges",
        ["RequestAwaited"] = "request",
        ["RequestNotSeen"] = "request",
        ["RequestSuspicious"] = "request, reason",
        ["ResolverOff"] = "AWS VPC",
        ["RoleAssignedWider"] = "role, principal, scope",
        ["RoleUnassigned"] = "principal, actions",
        ["RoleWidened"] = "role, actions",
        ["RouteBlackHole"] = "table, range",
        ["RouteGone"] = "table, range",
        ["RouteMissing"] = "AWS VPC, range, tables",
        ["RouteOrphaned"] = "table, range, connection",
        ["RouteShadowed"] = "table, route, target, range",
        ["RouteTableLeftOut"] = "table, range",
        ["RouteTableQuota"] = "table, count, quota, most",
        ["RouteTaken"] = "table, route, target, range",
        ["RunInterrupted"] = "things",
        ["RunStuck"] = "things, what stands in the way",
        ["SecretsForbidden"] = "restriction",
        ["ServiceAlsoPublic"] = "service, host",
        ["ServiceElsewhere"] = "service, its VPC, VPC",
        ["ServiceFilterExcludes"] = "service, ranges",
        ["ServiceFilterNarrow"] = "service, ranges",
        ["ServiceIsPublic"] = "service, VPC",
        ["ServiceMoving"] = "service, state",
        ["ServiceNotRunning"] = "service, state",
        ["TenantDiffers"] = "tenant, sign-in's tenant",
        ["UserRouteDiverts"] = "route, table, range, next hop, subnets",
        ["VNetPeeringLimit"] = "count, limit",
        ["VpcMissing"] = "VPC, things",
        ["VpcNotReady"] = "state",
        ["VpcUnusable"] = "state, VPC",
    };

    [GeneratedRegex(@"\{(\d+)(?::\w+)?\}")]
    private static partial Regex Number();
}

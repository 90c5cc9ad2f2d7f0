using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// What Microsoft describes of the lists that a diagnosis reads, and the excerpts do not hold: version, members, and
/// which of them must be there.
/// </summary>
internal sealed record DiagnosisRead(string Name, string Path, string Version, string[] Members, string[] Required)
{
    private const string Subscription = "/subscriptions/{s}";
    private const string Networks = Subscription + "/providers/Microsoft.Network/";
    private const string Governance = Subscription + "/providers/Microsoft.Authorization/";
    private const string Rule = "properties.securityRules.properties.";

    /// <summary>From azure-rest-api-specs, the versions named.</summary>
    public static IReadOnlyList<DiagnosisRead> All { get; } =
    [
        new("networkSecurityGroups", Networks + "networkSecurityGroups", "2024-05-01",
        [
            "id", "name", "type", "location", "tags", "etag", "properties.provisioningState", "properties.resourceGuid",
            "properties.flushConnection", "properties.subnets.id", "properties.networkInterfaces.id",
            .. Rules("securityRules"), .. Rules("defaultSecurityRules"),
        ], [Rule + "protocol", Rule + "access", Rule + "priority", Rule + "direction"]),
        new("networkInterfaces", Networks + "networkInterfaces", "2024-05-01",
        [
            "id", "name", "type", "location", "tags", "etag", "properties.provisioningState", "properties.resourceGuid",
            "properties.networkSecurityGroup.id", "properties.virtualMachine.id", "properties.privateEndpoint.id",
            "properties.dnsSettings.internalDomainNameSuffix", "properties.dnsSettings.internalDnsNameLabel",
            "properties.dnsSettings.internalFqdn", "properties.macAddress", "properties.primary",
            "properties.enableAcceleratedNetworking", "properties.disableTcpStateTracking",
            "properties.enableIPForwarding", "properties.nicType", "properties.vnetEncryptionSupported",
            .. Addresses(),
        ], []),
        new("routeTables", Networks + "routeTables", "2024-05-01",
        [
            "id", "name", "type", "location", "tags", "etag", "properties.provisioningState", "properties.resourceGuid",
            "properties.disableBgpRoutePropagation", "properties.subnets.id", "properties.routes.name",
            "properties.routes.id", "properties.routes.etag", "properties.routes.type",
            "properties.routes.properties.addressPrefix", "properties.routes.properties.nextHopType",
            "properties.routes.properties.nextHopIpAddress", "properties.routes.properties.provisioningState",
            "properties.routes.properties.hasBgpOverride",
        ], ["properties.routes.properties.nextHopType"]),
        new("usages", Networks + "locations/{l}/usages", "2024-05-01",
            ["id", "unit", "currentValue", "limit", "name.value", "name.localizedValue"],
            ["unit", "currentValue", "limit", "name.value"]),
        new("locks", Governance + "locks", "2020-05-01",
            ["id", "name", "type", "properties.level", "properties.notes", "properties.owners"], ["properties.level"]),
        new("denyAssignments", Governance + "denyAssignments", "2022-04-01",
        [
            "id", "name", "type", "properties.denyAssignmentName", "properties.description",
            "properties.permissions.actions", "properties.permissions.notActions",
            "properties.permissions.dataActions", "properties.permissions.notDataActions", "properties.scope",
            "properties.doNotApplyToChildScopes", "properties.principals.id", "properties.principals.type",
            "properties.principals.displayName", "properties.excludePrincipals.id", "properties.excludePrincipals.type",
            "properties.isSystemProtected",
        ], ["properties.scope"]),
    ];

    /// <summary>From microsoft-graph-docs: tenantAppManagementPolicy and what it holds.</summary>
    public static DiagnosisRead Policy { get; } = new(
        "defaultAppManagementPolicy", "/v1.0/policies/defaultAppManagementPolicy", "v1.0",
        [
            "@odata.context", "@odata.id", "id", "displayName", "description", "isEnabled",
            .. Restrictions("applicationRestrictions"), .. Restrictions("servicePrincipalRestrictions"),
        ], ["isEnabled"]);

    /// <summary>
    /// The members that the items of an answer have and no description knows, and those that they lack.
    /// </summary>
    public IEnumerable<string> Faults(JsonNode answer)
    {
        foreach (var item in answer as JsonArray ?? answer["value"]!.AsArray())
        {
            string[] paths = [.. Paths(item, "").Distinct()];
            foreach (var path in paths.Except(Members)) yield return $"{Name}: {path} is unknown";
            foreach (var path in Required.Where(path => Parent(path) is var parent
                && (parent.Length == 0 || Array.Exists(paths, it => it.StartsWith(parent, StringComparison.Ordinal)))
                && !paths.Contains(path))) yield return $"{Name}: {path} is missing";
        }
    }

    private static string Parent(string path) => path[..(path.LastIndexOf('.') + 1)];

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject item => item.SelectMany(
            pair => Paths(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")),
        JsonArray { Count: > 0 } list when list[0] is JsonObject => list.SelectMany(one => Paths(one, path)),
        JsonArray { Count: 0 } => [],
        _ => [path],
    };

    private static IEnumerable<string> Restrictions(string on) =>
        from list in new[] { "passwordCredentials", "keyCredentials" }
        from member in new[] { "restrictionType", "maxLifetime", "restrictForAppsCreatedAfterDateTime", "state" }
        select $"{on}.{list}.{member}";

    private static IEnumerable<string> Addresses() => new[]
    {
        "name", "id", "etag", "type", "properties.provisioningState", "properties.privateIPAddress",
        "properties.privateIPAllocationMethod", "properties.privateIPAddressVersion", "properties.primary",
        "properties.subnet.id", "properties.publicIPAddress.id",
    }.Select(member => $"properties.ipConfigurations.{member}");

    private static IEnumerable<string> Rules(string list) => new[]
    {
        "name", "id", "etag", "type", "properties.description", "properties.protocol", "properties.sourcePortRange",
        "properties.destinationPortRange", "properties.sourceAddressPrefix", "properties.sourceAddressPrefixes",
        "properties.sourceApplicationSecurityGroups", "properties.destinationAddressPrefix",
        "properties.destinationAddressPrefixes", "properties.destinationApplicationSecurityGroups",
        "properties.sourcePortRanges", "properties.destinationPortRanges", "properties.access", "properties.priority",
        "properties.direction", "properties.provisioningState",
    }.Select(member => $"properties.{list}.{member}");
}

namespace TimescaleVpc.Engine.Azure;

/// <summary>What a link lets through; null leaves what stands.</summary>
/// <param name="AllowVirtualNetworkAccess">Whether the traffic of both networks passes.</param>
/// <param name="AllowGatewayTransit">Whether the other network may use a gateway of this one.</param>
/// <param name="AllowForwardedTraffic">Whether traffic that did not start in the other network comes in.</param>
internal sealed record LinkFlags(
    bool? AllowVirtualNetworkAccess = null, bool? AllowGatewayTransit = null, bool? AllowForwardedTraffic = null)
{
    /// <summary>Whether the link stands, and all else about it stays.</summary>
    public bool IsChange { get; init; }

    /// <summary>What an approval asks for.</summary>
    public static LinkFlags Of(ApprovePeeringRequest wish) =>
        new(wish.AllowVirtualNetworkAccess, wish.AllowGatewayTransit, wish.AllowForwardedTraffic);

    /// <summary>The approval of a link that takes the place of one: it lets as much through.</summary>
    public static ApprovePeeringRequest Kept(VpcPeering peering) => new()
    {
        AllowGatewayTransit = peering.AllowsGatewayTransit, AllowForwardedTraffic = peering.AllowsForwardedTraffic,
    };

    /// <summary>The flags of a new link: what is asked for, else those of the one before it; traffic passes.</summary>
    public static LinkFlags For(VpcPeering peering, ApprovePeeringRequest wish) => new(
        wish.AllowVirtualNetworkAccess,
        wish.AllowGatewayTransit ?? peering.AllowsGatewayTransit,
        wish.AllowForwardedTraffic ?? peering.AllowsForwardedTraffic);

    /// <summary>What a link has to change, in words; empty if nothing.</summary>
    public string Difference(AzureVNetPeering link) => string.Join(", ", new[]
    {
        Change("allowVirtualNetworkAccess", AllowVirtualNetworkAccess, link.AllowsAccess ?? true),
        Change("allowGatewayTransit", AllowGatewayTransit, link.AllowsGatewayTransit),
        Change("allowForwardedTraffic", AllowForwardedTraffic, link.AllowsForwardedTraffic),
    }.OfType<string>());

    /// <summary>A link as it was read, in Azure's words.</summary>
    public static string Words(AzureVNetPeering link) => string.Join(", ", new[]
    {
        link.State, link.SyncLevel, link.AllowsAccess == false ? State("allowVirtualNetworkAccess", false) : "",
        State("allowGatewayTransit", link.AllowsGatewayTransit),
        State("allowForwardedTraffic", link.AllowsForwardedTraffic),
    }.Where(words => words.Length > 0));

    private static string State(string name, bool? flag) => $"{name} {(flag == true ? "on" : "off")}";

    private static string? Change(string name, bool? wantedValue, bool? actual) =>
        wantedValue is { } flag && flag != (actual ?? false) ? State(name, flag) : null;
}

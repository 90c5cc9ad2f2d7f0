using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The platform's data for Grant- and Revoke-AzurePeerRole, and the scope that they use.</summary>
internal static class GrantOptions
{
    /// <summary>
    /// The platform's multi-tenant application, a fixed value in Aiven's documents. That the managed service for
    /// TimescaleDB uses the same one is assumed; it is checked against the tenant of the platform's network.
    /// </summary>
    public const string PlatformAppId = "55f300d4-fc50-4c5e-9222-e90a6e2187fb";

    /// <summary>
    /// The application of the platform's request; one of a connection that is being deleted is not binding.
    /// </summary>
    public static string? AppInUse(PlatformPeering? connection) =>
        string.IsNullOrEmpty(connection?.AppId) || connection.Phase == PeeringPhase.Deleting
            ? null : connection.AppId;

    /// <summary>The goal of Grant-AzurePeerRole: parts that were given or are in use are not created.</summary>
    public static GrantIntent Intent(GrantPeerRoleRequest request, Vpc vpc, VNetId vnet, PlatformPeering? connection) =>
        new(
        vpc.Project, vpc.VpcId, vnet.Subscription, Scope(request, vnet),
        (request.PlatformAppId ?? PlatformAppId).ToLowerInvariant(),
        OwnApp: request.AppId is null && AppInUse(connection) is null,
        OwnRole: request.OwnRoleId is null && !request.UseNetworkContributor,
        PlatformRole: request.PlatformRoleId is null)
        {
            Tags = AppTags.Of(request.Tag),
        };

    public static string Scope(PeerRoleRequest request, VNetId vnet) => request.Scope.ToUpperInvariant() switch
    {
        "SUBSCRIPTION" => vnet.SubscriptionScope,
        "RESOURCEGROUP" => vnet.GroupScope,
        _ => vnet.ToString(),
    };
}

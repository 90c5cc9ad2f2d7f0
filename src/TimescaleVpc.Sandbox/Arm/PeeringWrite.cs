using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// One PUT of a peering. The order of checks: primary token and own scope, auxiliary tokens, linked scope, then the
/// rules of the networks themselves.
/// </summary>
internal sealed partial class PeeringWrite(SimulatedRequest request)
{
    private const string Write = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write";

    private readonly World world = request.World;
    private readonly string id = request.PeeringId();

    public SimulatedResponse Respond()
    {
        request.Require(Write, id);
        // az reports this action as checked on the own side as well; this is the stricter reading.
        request.Require(PeeringErrors.PeerAction, id);
        var auxiliary = ArmTokens.Auxiliary(request);
        var properties = request.ArmBody().Object("properties");
        var remoteId = properties.Object("remoteVirtualNetwork").String("id")
            ?? throw ArmErrors.InvalidRequest("Required property 'remoteVirtualNetwork' was not found.");
        CheckLinkedScope(remoteId, auxiliary);
        if (!GoodName().IsMatch(request["peering"])) throw Refuse(400, PeeringErrors.BadName(request["peering"]));
        var network = request.Network();
        var remote = world.Arm.Network(remoteId) ?? throw Refuse(400, PeeringErrors.NoRemote(id, remoteId));
        var peering = network.Peering(request["peering"]);
        CheckNetworks(network, remote, peering);
        CheckSync(network, remote, peering);
        return Start(network, remote, peering, properties!);
    }

    private void CheckLinkedScope(string remoteId, List<AccessToken> auxiliary)
    {
        var caller = request.Caller!;
        var remoteSubscription = Scopes.SubscriptionId(remoteId);
        var tenant = world.Arm.Subscription(remoteSubscription)?.TenantId;
        var token = Same(caller.TenantId, tenant)
            ? caller
            : auxiliary.Find(item => Same(item.TenantId, tenant) && Same(item.AppId, caller.AppId));
        if (token is null) throw Refuse(403, PeeringErrors.WrongTenant(id, caller.TenantId, remoteSubscription));
        if (!world.Arm.Access.Allows(token, PeeringErrors.PeerAction, remoteId))
            throw Refuse(403, PeeringErrors.NoRightOnRemote(token, id, remoteId));
    }

    private void CheckNetworks(VNet network, VNet remote, Peering? peering)
    {
        if (peering is not null && !peering.PointsAt(remote)) throw Refuse(400, PeeringErrors.OtherRemote(id));
        if (peering is null && network.Peerings.Find(item => item.PointsAt(remote)) is { } second)
            throw Refuse(400, PeeringErrors.SecondToSameRemote(second, id));
        var most = world.Settings.ArmPeeringsPerVNet;
        if (peering is null && network.Peerings.Count >= most)
            throw Refuse(400, PeeringErrors.TooMany(network.ArmId, most));
        foreach (var item in new[] { network, remote })
            if (item.ChangingUntil > world.Now) throw Refuse(400, PeeringErrors.NotProvisioned(item, id));
        if (remote.Peerings.Find(item => item.PointsAt(network)) is { State: "Disconnected" } stalePeering)
            throw Refuse(400, PeeringErrors.RemoteDisconnected(id, stalePeering));
        // An overlap with the own side is detected at once; one with the remote side, during the operation.
        if (world.Arm.Peerings.Conflict(id, network, remote, thirdPartiesOfOther: false) is { } conflict)
            throw Refuse(400, conflict);
    }

    /// <summary>A half that stands is renewed within a tenant only, if the world is set so.</summary>
    private void CheckSync(VNet network, VNet remote, Peering? peering)
    {
        if (peering is null || !world.Settings.RefuseSyncAcrossTenants || !SyncsRemote) return;
        var remoteSubscription = Scopes.SubscriptionId(remote.ArmId);
        var tenant = world.Arm.Subscription(Scopes.SubscriptionId(network.ArmId))?.TenantId;
        if (!Same(tenant, world.Arm.Subscription(remoteSubscription)?.TenantId))
            throw Refuse(403, PeeringErrors.WrongTenant(id, request.Caller!.TenantId, remoteSubscription));
    }

    private bool SyncsRemote => Same(request.Query("syncRemoteAddressSpace"), "true");

    private SimulatedResponse Start(VNet network, VNet remote, Peering? peering, JsonObject properties)
    {
        var half = peering
            ?? new Peering(network, request["peering"], remote.ArmId) { ProvisioningState = "Updating" };
        var laterConflict = world.Arm.Peerings.Conflict(id, network, remote, thirdPartiesOfOther: true);
        var operation = Operations.Start(
            request, network, half.ArmId, isDelete: false, () => half.ProvisioningState = "Succeeded", laterConflict);
        // The first response already shows state, ranges and flags. Only the provisioning continues.
        if (operation.Failure is null || peering is null) Take(half, remote, properties);
        if (operation.Failure is null)
        {
            world.Arm.Peerings.Establish(half);
            half.ProvisioningState = operation.EndsAt > world.Now ? "Updating" : "Succeeded";
        }

        var response = new SimulatedResponse(peering is null ? 201 : 200, NetworkViews.View(world, half));
        return Operations.Announce(request, response, operation);
    }

    private void Take(Peering half, VNet remote, JsonObject properties)
    {
        half.AllowVirtualNetworkAccess = properties.Bool("allowVirtualNetworkAccess") ?? true;
        half.AllowForwardedTraffic = properties.Bool("allowForwardedTraffic") ?? false;
        half.AllowGatewayTransit = properties.Bool("allowGatewayTransit") ?? false;
        half.UseRemoteGateways = properties.Bool("useRemoteGateways") ?? false;
        if (half.KnownRemotePrefixes.Count == 0 || SyncsRemote)
            half.KnownRemotePrefixes = [.. remote.Prefixes];
    }

    [GeneratedRegex(@"^\w(?:[\w.\-]{0,78}\w)?$")]
    private static partial Regex GoodName();

    private static RefusalException Refuse(int status, (string Code, string Message) error) =>
        ArmErrors.Refuse(status, error.Code, error.Message);
}

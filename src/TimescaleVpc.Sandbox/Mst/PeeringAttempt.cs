using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The platform's attempt to make its half of a link, as its own service principal.</summary>
internal sealed class PeeringAttempt(World world, PeeringConnection item)
{
    public void Run()
    {
        var ownVNet = world.Arm.Network(item.Vpc.NetworkId);
        if (ownVNet is null) return;
        if (Prepare(ownVNet) is { } refusal)
        {
            world.Mst.Agent.Set(item, refusal.State, new JsonObject
            {
                ["message"] = refusal.Message,
                ["type"] = $"azure-vnet-peering-{refusal.Kind}",
            });
            return;
        }

        Link(ownVNet, world.Arm.Network(item.CustomerNetworkId)!);
        world.Mst.Agent.Set(item, "PENDING_PEER", new JsonObject
        {
            ["message"] = "Create the peering from your network to the network in to-network-id to finish",
            ["type"] = "azure-vnet-peering-pending-peer",
            ["to-tenant-id"] = world.Entra.Platform.Id,
            ["to-network-id"] = ownVNet.ArmId,
        });
    }

    private (string State, string Kind, string Message)? Prepare(VNet ownVNet)
    {
        if (world.Entra.Tenant(item.TenantId) is not { } tenant)
            return Invalid("tenant-not-found", $"The Azure tenant {item.TenantId} does not exist");
        if (tenant.PrincipalOf(WellKnown.PlatformApp) is not { } principal || principal.VisibleAt > world.Now)
            return Invalid("no-service-principal", $"The application {WellKnown.PlatformApp} has no service " +
                $"principal in the Azure tenant {tenant.Id}");
        if (world.Arm.Network(item.CustomerNetworkId) is not { } remote ||
            !Same(remote.Group.Subscription.TenantId, tenant.Id))
            return Invalid("network-not-found", $"The network {item.CustomerNetworkId} does not exist");
        if (!world.Arm.Access.AllowsPlatform(principal.ObjectId, PeeringErrors.PeerAction, remote.ArmId))
            return ("REJECTED_BY_PEER", "no-permission", $"The service principal {principal.ObjectId} has no " +
                $"permission {PeeringErrors.PeerAction} on the network {remote.ArmId}");
        if (world.Entra.Registration(item.AppId) is not { } app || app.VisibleAt > world.Now)
            return Invalid("application-not-found", $"The application {item.AppId} does not exist");
        return Conflict(ownVNet, remote);
    }

    private (string State, string Kind, string Message)? Conflict(VNet ownVNet, VNet remote)
    {
        var id = HalfId(ownVNet);
        var stalePeering = remote.Peerings.Find(half => half.PointsAt(ownVNet) && half.State == "Disconnected");
        if (stalePeering is not null)
            return Invalid("remote-disconnected", PeeringErrors.RemoteDisconnected(id, stalePeering).Message);
        var overlap = world.Arm.Peerings.Conflict(id, ownVNet, remote, thirdPartiesOfOther: true)
            ?? world.Arm.Peerings.Conflict(id, ownVNet, remote, thirdPartiesOfOther: false);
        return overlap is { } conflict ? Invalid("overlapping-ranges", conflict.Message) : null;
    }

    private void Link(VNet ownVNet, VNet remote)
    {
        // A half of an earlier attempt without its counterpart is stale and must be created anew.
        if (item.Work.Half is null or { State: "Disconnected" }) item.Vpc.Links.TakeBack(item);
        item.Work.Half ??= new Peering(ownVNet, HalfId(ownVNet).Split('/').Last(), remote.ArmId)
        {
            KnownRemotePrefixes = [.. remote.Prefixes],
        };
        world.Arm.Peerings.Establish(item.Work.Half);
        // An application for one tenant only cannot have a service principal elsewhere; its second token will fail.
        var app = world.Entra.Registration(item.AppId)!;
        if (!app.IsMultiTenant && app.TenantId != world.Entra.Platform.Id) return;
        var platform = world.Entra.Platform;
        var principal = platform.PrincipalOf(app.AppId) ?? world.Entra.CreatePrincipal(
            platform, app, world.Now + world.Settings.DirectoryReplication);
        item.Work.Grant = Grant(ownVNet, principal);
    }

    private RoleAssignment Grant(VNet ownVNet, ServicePrincipal principal) =>
        world.Arm.Assignments.Find(other => Same(other.Scope, ownVNet.ArmId) &&
            other.PrincipalId == principal.ObjectId && other.Role.Id == PlatformRole.Id)
        ?? world.Arm.Assign(ownVNet.ArmId, world.Arm.Role(PlatformRole.Id)!, principal.ObjectId, "ServicePrincipal");

    private string HalfId(VNet ownVNet) =>
        $"{ownVNet.ArmId}/virtualNetworkPeerings/to-{item.Account[..8]}-{item.Group}-{item.Network}";

    private static (string State, string Kind, string Message)? Invalid(string kind, string message) =>
        ("INVALID_SPECIFICATION", kind, message);
}

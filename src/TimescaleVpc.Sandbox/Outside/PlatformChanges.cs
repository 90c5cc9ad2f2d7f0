using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes by the managed service or in its console.</summary>
internal static class PlatformChanges
{
    // The list of states is open on purpose: any other word can be set as well.
    private static readonly string[] KnownStates =
    [
        "APPROVED", "APPROVED_PEER_REQUESTED", "PENDING_PEER", "ACTIVE", "REJECTED_BY_PEER", "INVALID_SPECIFICATION",
        "ERROR", "DELETING", "DELETED", "DELETED_BY_PEER",
    ];

    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddVpc", AddVpc),
        new("DeletePlatformHalf", DeleteHalf),
        new("DeleteVpc", DeleteVpc),
        new("PlatformRejects", Reject),
        new("RevokeMstToken", RevokeToken),
        new("SetPeeringState", SetState, KnownStates),
    ];

    private static void DeleteHalf(World world, string target)
    {
        foreach (var item in Connections(world, target))
        {
            if (item.Work.Half is not { } half) throw OutsideWorld.Unknown("platform half for", target);
            world.Arm.Peerings.Remove(half);
            item.Work.Half = null;
        }
    }

    private static void Reject(World world, string target)
    {
        foreach (var item in Connections(world, target))
        {
            item.Vpc.Links.TakeBack(item);
            SetState(world, item, "REJECTED_BY_PEER");
        }
    }

    private static void SetState(World world, string state, string target)
    {
        foreach (var item in Connections(world, target)) SetState(world, item, state.ToUpperInvariant());
    }

    /// <summary>The target is a cloud name; the new VPC is usable at once.</summary>
    private static void AddVpc(World world, string target)
    {
        if (!world.Mst.CloudNames.Contains(target)) throw OutsideWorld.Unknown("cloud", target);
        var project = world.Mst.Projects[0];
        var cidr = $"10.{202 + project.Vpcs.Count}.0.0/24";
        var vpc = new ProjectVpc(
            world.Ids.Guid("vpc", $"{project.Name}/{target}/{cidr}"), world.Mst.LinksOf(target), target, cidr)
        {
            CreatedAt = world.Now,
        };
        project.Vpcs.Add(vpc);
        world.Mst.Agent.FinishVpc(vpc);
    }

    private static void DeleteVpc(World world, string target)
    {
        foreach (var project in world.Mst.Projects)
        {
            if (project.Vpc(target) is not { } vpc) continue;
            world.Mst.Agent.DeleteVpc(project, vpc);
            return;
        }

        throw OutsideWorld.Unknown("VPC", target);
    }

    /// <summary>The target is a token, or <c>*</c> for all.</summary>
    private static void RevokeToken(World world, string target)
    {
        var tokens = world.Mst.Tokens.FindAll(item => target == "*" || item.Is(target));
        if (tokens.Count == 0) throw new ArgumentException("There is no such token.", nameof(target));
        foreach (var token in tokens) token.IsRevoked = true;
    }

    private static void SetState(World world, PeeringConnection item, string state)
    {
        var info = state switch
        {
            "ACTIVE" when world.Settings.NullStateInfoWhenActive => null,
            "PENDING_PEER" or "ACTIVE" => item.StateInfo,
            _ => new JsonObject
            {
                ["message"] = $"The peering connection is in state {state}",
                ["type"] = $"azure-vnet-peering-{state.ToLowerInvariant().Replace('_', '-')}",
            },
        };
        world.Mst.Agent.Set(item, state, info);
    }

    private static List<PeeringConnection> Connections(World world, string target)
    {
        var connections = world.Mst.Connections
            .Where(item => Same(item.CustomerNetworkId, target) || Same(item.Key, target)).ToList();
        return connections.Count > 0 ? connections : throw OutsideWorld.Unknown("peering connection for VNet", target);
    }
}

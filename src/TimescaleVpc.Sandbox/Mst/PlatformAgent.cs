using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The background work of the managed service.</summary>
internal sealed class PlatformAgent(World world)
{
    public void FinishVpc(ProjectVpc vpc)
    {
        if (vpc.State != "APPROVED") return;
        (vpc.State, vpc.UpdatedAt) = ("ACTIVE", world.Now);
        world.Mst.Aws.Finish(vpc);
        if (!vpc.IsAzure) return;
        var subscription = world.Arm.Subscription(WellKnown.PlatformSubscription)!;
        var region = Clouds.AzureRegion(vpc.Cloud);
        var name = $"mst-{region}";
        var group = subscription.Groups.Find(item => Same(item.Name, name));
        if (group is null) subscription.Groups.Add(group = new ResourceGroup(subscription, name, region));
        var network = new VNet(group, $"vpc-{vpc.Id}", [vpc.Cidr]) { Subnets = [new("default", vpc.Cidr)] };
        group.VNets.Add(network);
        vpc.NetworkId = network.ArmId;
    }

    public void DeleteVpc(Project project, ProjectVpc vpc)
    {
        if (vpc.State == "DELETING") return;
        (vpc.State, vpc.UpdatedAt) = ("DELETING", world.Now);
        foreach (var item in vpc.Connections) Delete(item);
        world.After(world.Settings.PlatformDelete, $"vpc-gone {vpc.Id}", () =>
        {
            foreach (var item in vpc.Connections.ToList()) Clean(item);
            if (world.Arm.Network(vpc.NetworkId) is { } network) world.Arm.DeleteNetwork(network);
            world.Mst.Aws.Remove(vpc);
            project.Vpcs.Remove(vpc);
        });
    }

    public void Request(PeeringConnection item)
    {
        Set(item, "APPROVED", null);
        var life = ++item.Life;
        world.Mst.Aws.Request(item);
        if (!item.Vpc.IsAzure) return;
        world.After(world.Settings.PeeringRequest, $"attempt {item.Key}", () =>
        {
            if (item.Life != life || item.IsOver) return;
            new PeeringAttempt(world, item).Run();
            if (!item.IsOver) PollLater(item);
        });
    }

    public void Delete(PeeringConnection item)
    {
        if (item.State == "DELETING") return;
        Set(item, "DELETING", null);
        item.Life++;
        world.After(world.Settings.PlatformDelete, $"connection-gone {item.Key}", () => Clean(item));
    }

    public void Refresh(ProjectVpc vpc)
    {
        vpc.PendingRefresh = world.Now;
        world.After(world.Settings.PeeringRefreshDelay, $"refresh {vpc.Id}", () =>
        {
            vpc.PendingRefresh = null;
            foreach (var item in vpc.Connections.ToList())
            {
                Look(item);
                Learn(item);
            }
        });
    }

    /// <summary>A peered network's ranges have changed; the platform takes them up some time later.</summary>
    public void LearnLater(string network) => world.After(world.Settings.PlatformSync, $"sync {network}", () =>
    {
        foreach (var item in world.Mst.Connections.ToList()) Learn(item);
    });

    /// <summary>Sets a state as the platform reports it.</summary>
    public void Set(PeeringConnection item, string state, JsonObject? info) =>
        (item.State, item.StateInfo, item.UpdatedAt) = (state, info, world.Now);

    /// <summary>
    /// Removes the platform's resources for the connection; the customer's half becomes Disconnected.
    /// </summary>
    public void RemoveResources(PeeringConnection item)
    {
        world.Mst.Aws.TakeBack(item);
        if (item.Work.Half is { } half) world.Arm.Peerings.Remove(half);
        if (item.Work.Grant is { } grant && !SharesGrant(item)) world.Arm.Assignments.Remove(grant);
        item.Work.Half = null;
        item.Work.Grant = null;
        var isNeeded = world.Mst.Connections.Any(other => other != item && Same(other.AppId, item.AppId) &&
            other.Work.Half is not null);
        var principal = world.Entra.Platform.PrincipalOf(item.AppId);
        if (principal is not null && !isNeeded) world.Entra.Platform.Principals.Remove(principal);
    }

    /// <summary>Takes over the ranges that the customer's network has now.</summary>
    private void Learn(PeeringConnection item)
    {
        AwsLinks.Learn(item);
        if (item.Work.Half is { } half && world.Arm.Network(half.RemoteId) is { } remote)
            half.KnownRemotePrefixes = [.. remote.Prefixes];
    }

    private bool SharesGrant(PeeringConnection item) =>
        world.Mst.Connections.Any(other => other != item && other.Work.Grant == item.Work.Grant);

    private void Clean(PeeringConnection item)
    {
        RemoveResources(item);
        item.Vpc.Connections.Remove(item);
    }

    private void PollLater(PeeringConnection item)
    {
        var life = item.Life;
        world.After(world.Settings.PlatformPoll, $"poll {item.Key}", () =>
        {
            if (item.Life != life || !item.Vpc.Connections.Contains(item)) return;
            Look(item);
            if (!item.IsOver) PollLater(item);
        });
    }

    private void Look(PeeringConnection item)
    {
        if (item.Vpc.IsAws)
        {
            world.Mst.Aws.Look(item);
            return;
        }

        var isLinked = item.Work.Half is { State: "Connected" };
        if (item.IsOver || item.State == "APPROVED") return;
        if (item.State != "ACTIVE" && isLinked) Activate(item);
        else if (item.State == "ACTIVE" && !isLinked) Set(item, "DELETED_BY_PEER", new JsonObject
        {
            ["message"] = "The peering was deleted from the peer network",
            ["type"] = "azure-vnet-peering-deleted-by-peer",
        });
    }

    private void Activate(PeeringConnection item)
    {
        var info = item.StateInfo?.DeepClone().AsObject();
        if (info is not null)
        {
            info["message"] = "The peering connection is active";
            info["type"] = "azure-vnet-peering-active";
        }

        Set(item, "ACTIVE", world.Settings.NullStateInfoWhenActive ? null : info);
    }
}

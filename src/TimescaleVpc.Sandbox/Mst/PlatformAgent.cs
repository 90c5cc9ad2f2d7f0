using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The background work of the managed service.</summary>
internal sealed class PlatformAgent(World world)
{
    public void FinishVpc(ProjectVpc vpc)
    {
        if (vpc.State != "APPROVED") return;
        (vpc.State, vpc.UpdatedAt) = ("ACTIVE", world.Now);
        vpc.Links.Build(vpc);
    }

    public void DeleteVpc(Project project, ProjectVpc vpc)
    {
        if (vpc.State == "DELETING") return;
        (vpc.State, vpc.UpdatedAt) = ("DELETING", world.Now);
        foreach (var item in vpc.Connections) Delete(item);
        world.After(world.Settings.PlatformDelete, $"vpc-gone {vpc.Id}", () =>
        {
            foreach (var item in vpc.Connections.ToList()) Clean(item);
            vpc.Links.Remove(vpc);
            project.Vpcs.Remove(vpc);
        });
    }

    public void Request(PeeringConnection item)
    {
        Set(item, "APPROVED", null);
        var life = ++item.Life;
        world.After(world.Settings.PeeringRequest, $"attempt {item.Key}", () =>
        {
            if (item.Life != life) return;
            item.Vpc.Links.Attempt(item);
            if (!item.IsIdle && item.State != "APPROVED") PollLater(item);
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
                item.Vpc.Links.Look(item);
                item.Vpc.Links.Learn(item);
            }
        });
    }

    /// <summary>A peered network's ranges have changed; the platform takes them up some time later.</summary>
    public void LearnLater(string network) => world.After(world.Settings.PlatformSync, $"sync {network}", () =>
    {
        foreach (var item in world.Mst.Connections.ToList()) item.Vpc.Links.Learn(item);
    });

    /// <summary>Sets a state as the platform reports it.</summary>
    public void Set(PeeringConnection item, string state, JsonObject? info) =>
        (item.State, item.StateInfo, item.UpdatedAt) = (state, info, world.Now);

    private static void Clean(PeeringConnection item)
    {
        item.Vpc.Links.TakeBack(item);
        item.Vpc.Connections.Remove(item);
    }

    private void PollLater(PeeringConnection item)
    {
        var life = item.Life;
        world.After(world.Settings.PlatformPoll, $"poll {item.Key}", () =>
        {
            if (item.Life != life || !item.Vpc.Connections.Contains(item)) return;
            item.Vpc.Links.Look(item);
            if (!item.IsIdle) PollLater(item);
        });
    }
}

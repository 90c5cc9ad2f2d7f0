using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>The objects of the managed service.</summary>
internal static class MstInventory
{
    public static IEnumerable<SandboxItem> Live(World world) => world.Mst.Projects.SelectMany(Of);

    private static IEnumerable<SandboxItem> Of(Project project)
    {
        foreach (var vpc in project.Vpcs)
        {
            yield return Inventory.Item("Mst.Vpc", vpc.Id, vpc.Cloud, ("cidr", vpc.Cidr), ("project", project.Name),
                ("state", vpc.State));
            foreach (var item in vpc.Connections)
                yield return Inventory.Item("Mst.Peering", item.Key, item.Network, ("account", item.Account),
                    ("app", item.AppId), ("group", item.Group), ("state", item.State), ("vpc", vpc.Id));
        }

        foreach (var service in project.Services)
            yield return Inventory.Item("Mst.Service", $"{project.Name}/{service.Name}", service.Name,
                ("cloud", service.Cloud), ("host", service.Host), ("ipFilter", $"{service.IpFilter}"),
                ("port", $"{service.Port}"), ("public", service.PublicHost),
                ("state", service.State), ("vpc", service.VpcId));
    }
}

using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>The objects of Timescale Cloud.</summary>
internal static class TigerInventory
{
    public static IEnumerable<SandboxItem> Live(World world) =>
    [
        .. world.Tiger.Vpcs.Select(item => Inventory.Item("Cloud.Vpc", item.Id, item.Name, ("cidr", item.Cidr),
            ("project", item.Project.Id), ("region", item.Region))),
        .. world.Tiger.Peerings.Select(item => Inventory.Item("Cloud.Peering", item.Id, item.PeerVpcId,
            ("account", item.Account), ("provisioned", item.ProvisionedId), ("region", item.Region),
            ("status", item.Status), ("vpc", item.Vpc.Id))),
        .. world.Tiger.Services.Select(item =>
        {
            var address = item.Primary(item.LocatedVpcId is not null);
            return Inventory.Item("Cloud.Service", item.Id, item.Name,
                ("allowList", string.Join(',', item.AllowList?.Cidrs ?? [])), ("host", address.Host),
                ("pooler", $"{item.HasPooler}"), ("region", item.Region), ("status", item.Status),
                ("vpc", item.VpcId));
        }),
    ];
}

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The names of a peering's networks, for people.</summary>
internal static class PeeringNames
{
    /// <summary>The VPC: its own name, else its cloud name; the id only where it has neither.</summary>
    public static string Vpc(VpcPeering peering) => peering.VpcName ?? peering.CloudName
        ?? (peering.VpcId.Length > 0 ? peering.VpcId : peering.Project);

    /// <summary>The customer's network: of a VNet what tells it from its namesakes.</summary>
    public static string Network(VpcPeering peering) => peering.VNetId is null ? peering.NetworkId ?? "leftovers"
        : $"{peering.ResourceGroupName}/{peering.VNetName}";
}

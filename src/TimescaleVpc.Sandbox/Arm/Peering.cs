namespace TimescaleVpc.Sandbox.Arm;

/// <summary>One half of a link between two VNets, from its own VNet to the remote one.</summary>
internal sealed class Peering(VNet owner, string name, string remoteId)
{
    public VNet Owner { get; } = owner;

    public string Name { get; } = name;

    public string RemoteId { get; } = remoteId;

    public string ArmId => $"{Owner.ArmId}/virtualNetworkPeerings/{Name}";

    public string State { get; set; } = "Initiated";

    public string ProvisioningState { get; set; } = "Succeeded";

    /// <summary>The remote ranges as this half took them over last.</summary>
    public List<string> KnownRemotePrefixes { get; set; } = [];

    public bool AllowVirtualNetworkAccess { get; set; } = true;

    public bool AllowForwardedTraffic { get; set; }

    public bool AllowGatewayTransit { get; set; }

    public bool UseRemoteGateways { get; set; }

    public bool PointsAt(VNet network) => Same(RemoteId, network.ArmId);
}

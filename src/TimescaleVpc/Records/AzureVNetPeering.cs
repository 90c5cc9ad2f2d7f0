namespace TimescaleVpc;

/// <summary>One half of an Azure VNet peering, as it stands on your VNet.</summary>
public sealed record AzureVNetPeering : ILabelled
{
    /// <summary>The name of the peering on your VNet.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The ARM id of the VNet at the other end.</summary>
    public string RemoteVNetId { get; internal init; } = "";

    /// <summary>The address ranges of the VNet at the other end.</summary>
    public string[] RemoteAddressPrefixes { get; internal init; } = [];

    /// <summary>Azure's word: <c>Initiated</c>, <c>Connected</c> or <c>Disconnected</c>.</summary>
    public string State { get; internal init; } = "";

    /// <summary>
    /// Whether both halves know each other's address ranges, in Azure's word: <c>FullyInSync</c>,
    /// <c>LocalNotInSync</c> if this one has an old list, <c>RemoteNotInSync</c> if the other one has, or is not there;
    /// empty if Azure does not say.
    /// </summary>
    public string SyncLevel { get; internal init; } = "";

    /// <summary>
    /// Ranges of the VNet at the other end that this half does not route to; null if Azure does not say.
    /// </summary>
    internal string[]? UnroutedAddressPrefixes { get; init; }

    /// <summary>Ranges of your VNet that the other half has not been told of; null if Azure does not say.</summary>
    internal string[]? UntoldAddressPrefixes { get; init; }

    /// <summary>
    /// Whether traffic may pass; false on either half stops it, and the link stays Connected. Null if Azure does not
    /// say.
    /// </summary>
    internal bool? AllowsAccess { get; init; }

    /// <summary>Whether traffic that did not start in the network at the other end may come through it.</summary>
    internal bool? AllowsForwardedTraffic { get; init; }

    /// <summary>Whether the other end may use this VNet's gateway.</summary>
    internal bool? AllowsGatewayTransit { get; init; }

    /// <summary>Whether this VNet uses the other end's gateway.</summary>
    internal bool? UsesRemoteGateways { get; init; }

    /// <summary>The name of the peering.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Name;
}

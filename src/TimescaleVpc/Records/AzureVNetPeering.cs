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

    /// <summary>The name of the peering.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Name;
}

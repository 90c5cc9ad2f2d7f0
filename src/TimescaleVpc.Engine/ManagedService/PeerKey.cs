namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// The key of a peer on the managed service: subscription, resource group and VNet, in the lower case that its API
/// requires. Compared ignoring case, as in Azure.
/// </summary>
internal sealed record PeerKey
{
    public PeerKey(string subscription, string resourceGroup, string network)
    {
        Subscription = subscription.ToLowerInvariant();
        ResourceGroup = resourceGroup.ToLowerInvariant();
        Network = network.ToLowerInvariant();
    }

    public string Subscription { get; }

    public string ResourceGroup { get; }

    public string Network { get; }

    public override string ToString() => $"{ResourceGroup}/{Network}";
}

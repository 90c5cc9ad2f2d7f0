namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// What names a peer on the managed service: subscription, resource group and VNet, in the lower case that its API
/// demands. Compared without regard to case, since Azure has none.
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

    public bool Matches(MstPeering peering) =>
        Same(peering.Account, Subscription) && Same(peering.Network, Network)
        && Same(peering.ResourceGroup ?? "", ResourceGroup);

    public override string ToString() => $"{ResourceGroup}/{Network}";
}

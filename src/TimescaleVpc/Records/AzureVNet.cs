namespace TimescaleVpc;

/// <summary>A virtual network in your Azure subscription, with all its address ranges and peerings.</summary>
public sealed record AzureVNet : ISessionBound, ILabelled
{
    /// <summary>The ARM resource id, as ARM writes it.</summary>
    public string VNetId { get; internal init; } = "";

    /// <summary>The VNet's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The VNet's name, as all records have it.</summary>
    public string VNetName => Name;

    /// <summary>The resource group that holds the VNet.</summary>
    public string ResourceGroupName { get; internal init; } = "";

    /// <summary>The subscription's id (a GUID).</summary>
    public string SubscriptionId { get; internal init; } = "";

    /// <summary>The Azure region, for example <c>westeurope</c>.</summary>
    public string Location { get; internal init; } = "";

    /// <summary>All address ranges of the VNet, IPv4 and IPv6, in CIDR notation.</summary>
    public string[] AddressPrefixes { get; internal init; } = [];

    /// <summary>The peerings that the VNet already has.</summary>
    public AzureVNetPeering[] Peerings { get; internal init; } = [];

    /// <summary>Its subnets; null if Azure does not show them as a whole.</summary>
    internal IReadOnlyList<AzureSubnet>? Subnets { get; init; }

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>The VNet's name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Name;
}

using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A peering that is looked into, with its VNet, and the link as the VNet shows it.</summary>
internal sealed record AzureCase : PeeringCase
{
    /// <param name="peeringCase">The peering.</param>
    /// <param name="vnet">Its VNet.</param>
    /// <param name="networks">The reading that the VNet was found in.</param>
    public AzureCase(PeeringCase peeringCase, AzureVNet vnet, Reading<IReadOnlyList<AzureVNet>> networks)
        : base(peeringCase)
    {
        (VNet, Networks) = (vnet, networks);
        Peering = peeringCase.Peering.With([vnet]);
    }

    public AzureVNet VNet { get; }

    public Reading<IReadOnlyList<AzureVNet>> Networks { get; }

    /// <summary>The VNet's peerings with other networks.</summary>
    public IEnumerable<AzureVNetPeering> OtherLinks =>
        VNet.Peerings.Where(link => !ReferenceEquals(link, Peering.Link));

    /// <summary>The ranges that the link routes, or will route.</summary>
    public AddressRange[] PeeredRanges =>
        [.. AddressRange.Read([Peering.VpcCidr, .. Peering.Link?.RemoteAddressPrefixes ?? []]).Distinct()];

    /// <summary>What is not shown is not known, and is no item of a list that was refused.</summary>
    public PeeringFinding Unseen(string id, string what, FindingEvidence evidence) => FindingCatalogue.NotRead.For(
        Subject, id, [evidence], what, "Azure does not show it to this sign-in.",
        "Give the sign-in a role that may read it, such as Reader on the subscription.");
}

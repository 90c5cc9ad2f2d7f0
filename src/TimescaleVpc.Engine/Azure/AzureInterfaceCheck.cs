using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The security groups that stand on single network interfaces: traffic that leaves has to pass them, and then those of
/// the subnet. Their interfaces are read only where such a group may stop it.
/// </summary>
/// <param name="denials">What a group does with traffic from some ranges.</param>
/// <param name="vnet">The VNet.</param>
internal sealed class AzureInterfaceCheck(AzureDenials denials, AzureVNet vnet)
{
    /// <summary>Whether a group of some interface would stop traffic that comes from the VNet.</summary>
    public bool MayStop(IReadOnlyList<AzureSecurityGroup> groups) => Suspects(groups).Any();

    /// <summary>What is stopped at interfaces of the VNet.</summary>
    public IEnumerable<AzureDenial> Of(
        IReadOnlyList<AzureSecurityGroup> groups, Reading<IReadOnlyList<AzureNetworkInterface>> interfaces)
    {
        if (interfaces.Value is not { } all) yield break;
        foreach (var group in Suspects(groups))
        {
            foreach (var (nic, place) in all.Where(item => Same(item.SecurityGroupId, group.Id))
                .SelectMany(item => item.Addresses.Where(IsInVNet), (item, place) => (item, place)))
            {
                foreach (var denial in denials.Of(group, [place.Address]))
                {
                    yield return denial with
                    {
                        Place = $"network interface {nic.Name} ({place.Address})", Interface = nic.Name,
                    };
                }
            }
        }
    }

    /// <summary>
    /// The interfaces that such a group names and the list does not have. Whether they are in the VNet is not known.
    /// </summary>
    public IEnumerable<HiddenInterface> Unseen(
        IReadOnlyList<AzureSecurityGroup> groups, Reading<IReadOnlyList<AzureNetworkInterface>> interfaces)
    {
        if (interfaces.Value is not { } all) return [];
        var seenIds = all.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Suspects(groups)
            .SelectMany(group => group.InterfaceIds.Where(id => !seenIds.Contains(id)), HiddenInterface.Of)
            .DistinctBy(item => (item.Group.Id, item.Owner));
    }

    private IEnumerable<AzureSecurityGroup> Suspects(IReadOnlyList<AzureSecurityGroup> groups) => groups.Where(group =>
        group.InterfaceIds.Count > 0
        && denials.Of(group, [.. vnet.Subnets!.SelectMany(subnet => subnet.AddressPrefixes)]).Any());

    private bool IsInVNet(AzureInterfaceAddress place) =>
        place.SubnetId.StartsWith($"{vnet.VNetId}/subnets/", StringComparison.OrdinalIgnoreCase);
}

using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A rule that stops traffic to the platform's network.</summary>
/// <param name="Group">The group that has it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsCertain">Whether it stops it in any case; otherwise that depends on application groups.</param>
internal sealed record AzureDenial(AzureSecurityGroup Group, AzureSecurityRule Rule, bool IsCertain)
{
    /// <summary>Where it does, in words.</summary>
    public string Place { get; init; } = "";

    /// <summary>The network interface; null if the group stands on a subnet.</summary>
    public string? Interface { get; init; }
}

/// <summary>
/// Finds the rules that stop traffic of a VNet to the ports of the platform's network. Traffic that leaves a single
/// network interface has to pass its groups, and then those of the subnet.
/// </summary>
internal sealed class AzureDenials(AzureCase azureCase)
{
    private readonly AzurePlaces places = AzurePlaces.Of(azureCase.VNet, azureCase.PeeredRanges);

    /// <summary>What a group stops of all that comes from some ranges or addresses.</summary>
    public IEnumerable<AzureDenial> Of(AzureSecurityGroup group, IReadOnlyList<string> sources)
    {
        foreach (var flow in Flows(sources))
        {
            // Whether a client is of an application group is not known. The rules that allow are taken to be about
            // it for what is denied in any case, those that deny for what may be denied.
            if (Assume(group, isDenied: false).FirstDenial(flow, places) is { } certainRule)
                yield return new(group, certainRule, IsCertain: true);
            else if (Assume(group, isDenied: true).FirstDenial(flow, places) is { } possibleRule)
                yield return new(group, possibleRule, IsCertain: false);
        }
    }

    /// <summary>
    /// Whether a group of single network interfaces may stop traffic: which of them are in the VNet matters only then.
    /// </summary>
    public bool MayStopInterfaces(IReadOnlyList<AzureSecurityGroup> groups) => Suspects(groups).Any();

    /// <summary>What is stopped at interfaces of the VNet.</summary>
    public IEnumerable<AzureDenial> AtInterfaces(
        IReadOnlyList<AzureSecurityGroup> groups, IReadOnlyList<AzureNetworkInterface> interfaces) =>
        from suspect in Suspects(groups)
        from nic in interfaces.Where(item => Same(item.SecurityGroupId, suspect.Id))
        from place in nic.Addresses.Where(IsInVNet)
        from denial in Of(suspect, [place.Address])
        select denial with
        {
            Place = $"network interface {nic.Name} ({place.Address})", Interface = nic.Name,
        };

    /// <summary>
    /// The interfaces that such a group names and the list does not have. Whether they are in the VNet is not known.
    /// </summary>
    public IEnumerable<HiddenInterface> Unseen(
        IReadOnlyList<AzureSecurityGroup> groups, IReadOnlyList<AzureNetworkInterface> interfaces)
    {
        var seenIds = interfaces.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Suspects(groups)
            .SelectMany(suspect => suspect.InterfaceIds.Where(id => !seenIds.Contains(id)), HiddenInterface.Of)
            .DistinctBy(item => (item.Group.Id, item.Owner));
    }

    private IEnumerable<AzureSecurityGroup> Suspects(IReadOnlyList<AzureSecurityGroup> groups) => groups.Where(item =>
        item.InterfaceIds.Count > 0
        && Of(item, [.. azureCase.VNet.Subnets!.SelectMany(subnet => subnet.AddressPrefixes)]).Any());

    private bool IsInVNet(AzureInterfaceAddress place) =>
        place.SubnetId.StartsWith($"{azureCase.VNet.VNetId}/subnets/", StringComparison.OrdinalIgnoreCase);

    private static AzureSecurityGroup Assume(AzureSecurityGroup group, bool isDenied) => group with
    {
        Rules =
        [
            .. group.Rules.Select(rule => rule.NamesApplications && rule.IsDenied == isDenied
                ? rule with { NamesApplications = false, Sources = rule.Sources.Count > 0 ? rule.Sources : ["*"] }
                : rule),
        ],
    };

    private IEnumerable<AzureFlow> Flows(IReadOnlyList<string> sources) =>
        from source in sources.Select(text =>
            AddressRange.TryParse(AddressRange.OfAddress(text), out var range, out _) ? range : null)
            .OfType<AddressRange>()
        from destination in azureCase.PeeredRanges
        where FreeRanges.IsIPv4(source) == FreeRanges.IsIPv4(destination)
        from port in azureCase.Ports
        select new AzureFlow(source, destination, PortSpan.One(port));
}

using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>What an examination read of the filters and routes of a VNet's subnets.</summary>
/// <param name="Groups">The network security groups of the subscription; null if the VNet has no subnet.</param>
/// <param name="Tables">The route tables of the subscription; null if no subnet has one.</param>
internal sealed record TrafficReading(
    Reading<IReadOnlyList<AzureSecurityGroup>>? Groups, Reading<IReadOnlyList<AzureRouteTable>>? Tables)
{
    /// <summary>The network interfaces of the subscription; null if none of these groups stops any.</summary>
    public Reading<IReadOnlyList<AzureNetworkInterface>>? Interfaces { get; init; }
}

/// <summary>What an examination read of what stands above the roles of a subscription.</summary>
internal sealed record GovernanceReading(
    Reading<IReadOnlyList<AzureLock>> Locks, Reading<IReadOnlyList<AzureDenyAssignment>> Denials);

/// <summary>
/// Reads what is around the links of a subscription, each list once for all of its peerings: filters, routes, locks,
/// deny assignments.
/// </summary>
internal sealed class AzureSurroundings(ItemContext context)
{
    /// <summary>
    /// Only the groups say which network interfaces they stand on, so they are read if the VNet has a subnet at all;
    /// route tables if one of its subnets has one.
    /// </summary>
    /// <param name="vnet">The VNet.</param>
    /// <param name="subscription">Its subscription.</param>
    /// <param name="asksForInterfaces">Whether some groups may stop traffic of single interfaces.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<TrafficReading> TrafficAsync(
        AzureVNet vnet, string subscription, Func<IReadOnlyList<AzureSecurityGroup>, bool> asksForInterfaces,
        CancellationToken cancel)
    {
        var subnets = vnet.Subnets ?? [];
        var groups = subnets.Count == 0 ? null : await ListAsync(
            "the network security groups", subscription,
            account => account.Traffic.ListSecurityGroupsAsync(subscription, cancel), cancel);
        return new(
            groups,
            subnets.All(subnet => subnet.RouteTableId is null) ? null : await ListAsync(
                "the route tables", subscription,
                account => account.Traffic.ListRouteTablesAsync(subscription, cancel), cancel))
        {
            Interfaces = groups?.Value is not { } all || !asksForInterfaces(all) ? null : await ListAsync(
                "the network interfaces", subscription,
                account => account.Traffic.ListInterfacesAsync(subscription, cancel), cancel),
        };
    }

    public async Task<GovernanceReading> GovernanceAsync(string subscription, CancellationToken cancel) => new(
        await ListAsync(
            "the locks", subscription, account => account.Governance.ListLocksAsync(subscription, cancel), cancel),
        await ListAsync(
            "the deny assignments", subscription,
            account => account.Governance.ListDenyAssignmentsAsync(subscription, cancel), cancel));

    private Task<Reading<IReadOnlyList<T>>> ListAsync<T>(
        string what, string subscription, Func<AzureAccount, Task<IReadOnlyList<T>>> list, CancellationToken cancel) =>
        context.ReadAsync(
            new(what, $"subscription {subscription}"),
            async () => (IReadOnlyList<T>?)await list(await context.AzureAsync(cancel)), cancel);
}

using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>What an examination read of the filters and routes of a VNet's subnets.</summary>
/// <param name="Groups">The network security groups of the subscription; null if no subnet has one.</param>
/// <param name="Tables">The route tables of the subscription; null if no subnet has one.</param>
internal sealed record TrafficReading(
    Reading<IReadOnlyList<AzureSecurityGroup>>? Groups, Reading<IReadOnlyList<AzureRouteTable>>? Tables);

/// <summary>What an examination read of what stands above the roles of a subscription.</summary>
internal sealed record GovernanceReading(
    Reading<IReadOnlyList<AzureLock>> Locks, Reading<IReadOnlyList<AzureDenyAssignment>> Denials);

/// <summary>
/// Reads what is around the links of a subscription, each list once for all of its peerings: filters, routes, locks,
/// deny assignments.
/// </summary>
internal sealed class AzureSurroundings(ItemContext context)
{
    /// <summary>Only what a subnet of the VNet has is read.</summary>
    public async Task<TrafficReading> TrafficAsync(AzureVNet vnet, string subscription, CancellationToken cancel)
    {
        var subnets = vnet.Subnets ?? [];
        return new(
            subnets.All(subnet => subnet.SecurityGroupId is null) ? null : await ListAsync(
                "the network security groups", subscription,
                account => account.Traffic.ListSecurityGroupsAsync(subscription, cancel), cancel),
            subnets.All(subnet => subnet.RouteTableId is null) ? null : await ListAsync(
                "the route tables", subscription,
                account => account.Traffic.ListRouteTablesAsync(subscription, cancel), cancel));
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

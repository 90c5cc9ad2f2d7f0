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

/// <summary>A principal with the roles that it holds in a subscription.</summary>
/// <param name="Principal">The service principal; without a value if there is none.</param>
/// <param name="Assignments">Its assignments; null where there is no principal.</param>
/// <param name="Roles">Their roles, by id in capitals; what could not be read is not in it.</param>
internal sealed record PrincipalReading(
    Reading<EntraPrincipal> Principal, Reading<IReadOnlyList<AzureAssignment>>? Assignments,
    IReadOnlyDictionary<string, AzureRole> Roles)
{
    /// <summary>Whether all was read that tells which rights it has.</summary>
    public bool IsKnown => Principal.IsKnown && Assignments?.IsKnown != false
        && (Assignments?.Value ?? []).All(item => Roles.ContainsKey(item.RoleId.ToUpperInvariant()));

    /// <summary>The assignments that hold at a scope.</summary>
    public IEnumerable<AzureAssignment> At(string scope) =>
        (Assignments?.Value ?? []).Where(item => ArmRoles.Covers(item.Scope, scope));

    /// <summary>Whether one of them allows all actions at a scope.</summary>
    public bool Allows(string scope, string[] actions) =>
        At(scope).Any(item => Roles.GetValueOrDefault(item.RoleId.ToUpperInvariant())?.Allows(actions) == true);
}

/// <summary>Reads what an examination needs of Azure and Entra ID, each source once for all peerings.</summary>
internal sealed class AzureSurvey(ItemContext context, CancellationToken cancel)
{
    public Task<Reading<IReadOnlyList<AzureVNet>>> NetworksAsync(string subscription) => ListAsync(
        "the VNets", subscription, account => account.Networks.ListAsync(subscription, cancel));

    /// <summary>The application of an id; without a value if there is none.</summary>
    public Task<Reading<EntraApp>> AppAsync(string appId) => ReadAsync(
        $"the application {appId}", "Entra ID",
        async account => account.Idle(await account.Entra.GetAppAsync(appId, cancel)));

    /// <summary>The service principal of an application, with its roles in a subscription.</summary>
    public async Task<PrincipalReading> PrincipalAsync(string appId, string subscription)
    {
        var principal = await ReadAsync(
            $"the service principal of {appId}", "Entra ID",
            account => account.Entra.FindPrincipalAsync(appId, cancel));
        if (principal.Value is not { } service) return new(principal, null, new Dictionary<string, AzureRole>());

        var assignments = await ListAsync(
            $"the role assignments of {service.ObjectId}", subscription,
            account => account.Roles.ListAssignmentsAsync(
                $"/subscriptions/{subscription}", service.ObjectId, cancel));
        var roles = new Dictionary<string, AzureRole>(StringComparer.Ordinal);
        foreach (var item in (assignments.Value ?? []).DistinctBy(item => item.RoleId.ToUpperInvariant()))
        {
            var role = await ReadAsync(
                $"the role {item.RoleGuid}", $"subscription {subscription}",
                account => account.Roles.GetAsync(item.RoleId, cancel));
            // A role that is gone allows nothing.
            if (role.IsKnown)
                roles[item.RoleId.ToUpperInvariant()] = role.Value ?? new AzureRole(item.RoleId, "(deleted)", []);
        }

        return new(principal, assignments, roles);
    }

    /// <summary>
    /// Only the groups say which network interfaces they stand on, so they are read if the VNet has a subnet at all;
    /// route tables if one of its subnets has one; interfaces if one of the groups may stop their traffic.
    /// </summary>
    public async Task<TrafficReading> TrafficAsync(AzureCase azureCase)
    {
        var (subnets, subscription) = (azureCase.VNet.Subnets ?? [], azureCase.VNet.SubscriptionId);
        var groups = subnets.Count == 0 ? null : await ListAsync(
            "the network security groups", subscription,
            account => account.Traffic.ListSecurityGroupsAsync(subscription, cancel));
        return new(
            groups,
            subnets.All(subnet => subnet.RouteTableId is null) ? null : await ListAsync(
                "the route tables", subscription,
                account => account.Traffic.ListRouteTablesAsync(subscription, cancel)))
        {
            Interfaces = groups?.Value is not { } all || !new AzureDenials(azureCase).MayStopInterfaces(all) ? null
                : await ListAsync(
                    "the network interfaces", subscription,
                    account => account.Traffic.ListInterfacesAsync(subscription, cancel)),
        };
    }

    /// <summary>The locks and deny assignments of a subscription.</summary>
    public async Task<GovernanceReading> GovernanceAsync(string subscription) => new(
        await ListAsync(
            "the locks", subscription, account => account.Governance.ListLocksAsync(subscription, cancel)),
        await ListAsync(
            "the deny assignments", subscription,
            account => account.Governance.ListDenyAssignmentsAsync(subscription, cancel)));

    public Task<Reading<T>> ReadAsync<T>(string what, string where, Func<AzureAccount, Task<T?>> read)
        where T : class =>
        context.ReadAsync(new(what, where), async () => await read(await context.AzureAsync(cancel)), cancel);

    private Task<Reading<IReadOnlyList<T>>> ListAsync<T>(
        string what, string subscription, Func<AzureAccount, Task<IReadOnlyList<T>>> list) =>
        ReadAsync(
            what, $"subscription {subscription}", async account => (IReadOnlyList<T>?)await list(account));
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Finds the VNet that an object, an ARM id or a name means. One for each stage: it lists a subscription once.
/// </summary>
internal sealed class VNetFinder
{
    private readonly Dictionary<string, IReadOnlyList<AzureVNet>> vnetsBySubscription =
        new(StringComparer.OrdinalIgnoreCase);

    public async Task<AzureVNet> FindAsync(
        VNetRef reference, string? resourceGroup, ItemContext context, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var text = reference.ToString();
        // A parameter applies to all items, a column only to its own.
        resourceGroup ??= reference.ResourceGroupName;
        reference = reference with { ResourceGroupName = resourceGroup };
        if (text.StartsWith('/'))
        {
            if (!VNetId.TryParse(text, out var id)) throw Catalogue.VNetIdInvalid.For(text, text);
            RowCheck.Require(reference, id);
            var vnet = await account.Networks.GetAsync(id, cancel)
                ?? throw await NotFoundAsync(text, id, account, context, cancel);
            return Checked(vnet);
        }

        // GROUP/NAME says both.
        var (group, name) = text.Split('/') is [var first, var second] ? (first, second) : (resourceGroup, text);
        var subscription = Subscription(reference.SubscriptionId) ?? account.Subscription.Id;
        var all = await ListAsync(account, subscription, context, cancel);
        var matches = all.Where(vnet => Same(vnet.Name, name)
            && (group is null || Same(vnet.ResourceGroupName, group))).ToArray();
        return matches switch
        {
            [var match] => Checked(match),
            [] => throw NotFound(name, name, group, subscription, account, all),
            _ => throw Catalogue.VNetAmbiguous.For(
                name, name, string.Join(", ", matches.Select(vnet => vnet.VNetId))),
        };

        AzureVNet Checked(AzureVNet vnet)
        {
            context.Found.VNetId = vnet.VNetId;
            RowCheck.Require(reference, VNetId.Parse(vnet.VNetId));
            RowCheck.RequireTenant(reference.Row, vnet.VNetId, account.TenantId);
            return vnet with { Session = context.Session };
        }
    }

    /// <summary>The error of a name that no VNet of a subscription has.</summary>
    public static TimescaleVpcException NotFound(
        string target, string name, string? group, string subscription, AzureAccount account,
        IEnumerable<AzureVNet> all) =>
        Catalogue.VNetNotFound.For(
            target, subscription == account.Subscription.Id ? account.Subscription.Name : subscription, name,
            group is null ? "" : $" in resource group '{group}'",
            NearNames.Of(
                group is null ? name : $"{group}/{name}", all, vnet => $"{vnet.ResourceGroupName}/{vnet.Name}"));

    /// <summary>The same of an id, whose subscription need not be one that can be listed.</summary>
    private async Task<TimescaleVpcException> NotFoundAsync(
        string text, VNetId id, AzureAccount account, ItemContext context, CancellationToken cancel)
    {
        var all = await context.SeenAsync(
            "The VNets of that subscription are not listed", [],
            () => ListAsync(account, id.Subscription, context, cancel));
        return NotFound(text, id.Name, id.ResourceGroup, id.Subscription, account, all);
    }

    /// <summary>The VNets of a subscription; it is listed once.</summary>
    public async Task<IReadOnlyList<AzureVNet>> ListAsync(
        AzureAccount account, string subscription, ItemContext context, CancellationToken cancel) =>
        await context.Locks.OneAtATimeAsync(
            $"vnets {subscription}",
            async () => vnetsBySubscription.TryGetValue(subscription, out var knownVNets) ? knownVNets
                : vnetsBySubscription[subscription] = await account.Networks.ListAsync(subscription, cancel), cancel);

    /// <summary>A subscription by its id; a name is for Connect-Timescale.</summary>
    public static string? Subscription(string? text) => text is null || Guid.TryParse(text, out _) ? text
        : throw Catalogue.InvalidInput.For(
            text, text, "a SubscriptionId", "Give the subscription's id, a GUID; Connect-Timescale takes names, too.");
}

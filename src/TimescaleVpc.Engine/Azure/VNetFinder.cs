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
        NetworkRef reference, string? resourceGroup, ItemContext context, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var text = reference.VNet?.VNetId ?? reference.Text ?? "";
        // A parameter applies to all items, a column only to its own.
        resourceGroup ??= reference.ResourceGroupName;
        reference = reference with { ResourceGroupName = resourceGroup };
        if (text.StartsWith('/'))
        {
            if (!VNetId.TryParse(text, out var id)) throw Catalogue.VNetIdInvalid.For(text, text);
            RowCheck.Require(reference, id);
            var vnet = await account.Networks.GetAsync(id, cancel)
                ?? throw Catalogue.VNetNotFound.For(text, id.Subscription, text, "");
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
            [] => throw Catalogue.VNetNotFound.For(
                name, subscription == account.Subscription.Id ? account.Subscription.Name : subscription, name,
                group is null ? "" : $" in resource group '{group}'"),
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

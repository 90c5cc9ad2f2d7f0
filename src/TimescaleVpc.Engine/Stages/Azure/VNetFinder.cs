using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;

namespace TimescaleVpc.Engine.Stages.Azure;

/// <summary>
/// Finds the VNet that an object, an ARM id or a name means. One for each stage: it lists a subscription once.
/// </summary>
internal sealed class VNetFinder
{
    private IReadOnlyList<AzureVNet>? listed;

    public async Task<AzureVNet> FindAsync(
        VNetRef wanted, string? resourceGroup, ItemContext context, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var text = wanted.VNet?.VNetId ?? wanted.Text ?? "";
        if (text.StartsWith('/'))
        {
            if (!VNetId.TryParse(text, out var id)) throw Catalogue.VNetIdInvalid.For(text, text);
            var found = await account.Networks.GetAsync(id, cancel)
                ?? throw Catalogue.VNetNotFound.For(text, id.Subscription, text, "");
            return found with { Session = context.Session };
        }

        // GROUP/NAME says both.
        if (text.Split('/') is [var group, var name]) (resourceGroup, text) = (group, name);
        var all = await ListAsync(account, context, cancel);
        var matches = all.Where(vnet => Same(vnet.Name, text)
            && (resourceGroup is null || Same(vnet.ResourceGroupName, resourceGroup))).ToArray();
        return matches switch
        {
            [var only] => only with { Session = context.Session },
            [] => throw Catalogue.VNetNotFound.For(
                text, account.Subscription.Name, text,
                resourceGroup is null ? "" : $" in resource group '{resourceGroup}'"),
            _ => throw Catalogue.VNetAmbiguous.For(
                text, text, string.Join(", ", matches.Select(vnet => vnet.VNetId))),
        };
    }

    private async Task<IReadOnlyList<AzureVNet>> ListAsync(
        AzureAccount account, ItemContext context, CancellationToken cancel) =>
        listed ?? await context.State.Gate.OneAtATimeAsync(
            $"vnets {account.Subscription.Id}",
            async () => listed ??= await account.Networks.ListAsync(account.Subscription.Id, cancel), cancel);
}

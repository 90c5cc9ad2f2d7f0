using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Stages.Azure;

/// <summary>Lists VNets with their ranges and peerings.</summary>
internal sealed class GetVNetStage(GetVNetRequest request, ISink sink) : Stage<GetVNetRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        if (Request.VNetId is { } wanted)
        {
            Sink.Output(await new VNetFinder().FindAsync(new VNetRef(null, wanted), null, context, cancel));
            return;
        }

        var account = await context.AzureAsync(cancel);
        var all = await account.Networks.ListAsync(account.Subscription.Id, cancel);
        var found = all.Where(vnet => Fits(Request.Name, vnet.Name)
            && Fits(Request.ResourceGroupName, vnet.ResourceGroupName))
            .OrderBy(vnet => vnet.VNetId, StringComparer.OrdinalIgnoreCase).ToArray();
        if (found.Length == 0 && Request.Name is { } name && !Wildcard.Has(name))
        {
            var group = Request.ResourceGroupName is { } text ? $" in resource group '{text}'" : "";
            throw Catalogue.VNetNotFound.For(name, account.Subscription.Name, name, group);
        }

        foreach (var vnet in found) Sink.Output(vnet with { Session = context.Session });
    }

    private static bool Fits(string? pattern, string text) => pattern is null || Wildcard.Matches(pattern, text);
}

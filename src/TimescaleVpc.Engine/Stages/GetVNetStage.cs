using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists VNets with their ranges and peerings.</summary>
internal sealed class GetVNetStage(GetVNetRequest request, ISink sink) : Stage<GetVNetRequest>(request, sink)
{
    private readonly VNetFinder networks = new();

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var one = item as VNetRef
            ?? (Request.VNetId is { } id ? new VNetRef(Text: id) { SubscriptionId = Request.SubscriptionId } : null);
        if (one is not null)
        {
            Sink.Output(await networks.FindAsync(one, resourceGroup: null, context, cancel));
            return;
        }

        var account = await context.AzureAsync(cancel);
        var subscription = VNetFinder.Subscription(Request.SubscriptionId) ?? account.Subscription.Id;
        var all = await networks.ListAsync(account, subscription, context, cancel);
        var vnets = all.Where(vnet => Fits(Request.Name, vnet.Name)
            && Fits(Request.ResourceGroupName, vnet.ResourceGroupName))
            .OrderBy(vnet => vnet.VNetId, StringComparer.OrdinalIgnoreCase).ToArray();
        if (vnets.Length == 0 && Request.Name is { } name && !Wildcard.Has(name))
            throw VNetFinder.NotFound(name, name, Request.ResourceGroupName, subscription, account, all);

        foreach (var vnet in vnets) Sink.Output(vnet with { Session = context.Session });
    }

    private static bool Fits(string? pattern, string text) => pattern is null || Wildcard.Matches(pattern, text);
}

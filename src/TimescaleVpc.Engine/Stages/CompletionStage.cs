using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists the values that an argument can have. It only reads; the caller sets a short time limit.</summary>
internal sealed class CompletionStage(CompletionRequest request, ISink sink) : Stage<CompletionRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var side = context.In<ICustomerSide>(Request.Cloud);
        var items = Request.Kind switch
        {
            CompletionKind.Vpc => VpcsAsync(context, cancel),
            CompletionKind.Cloud => CloudsAsync(context, cancel),
            CompletionKind.Service => ServicesAsync(context, cancel),
            CompletionKind.Network => side.ListNetworksAsync(Request.Region, cancel),
            CompletionKind.Peer => PeersAsync(context, cancel),
            _ => side.ListAccountsAsync(cancel),
        };
        foreach (var one in await items) Sink.Output(one);
    }

    private static async Task<IEnumerable<CompletionItem>> VpcsAsync(ItemContext context, CancellationToken cancel) =>
        (await VpcFinder.ListAsync(context, cancel)).Select(vpc => CompletionItem.Of(
            ILabelled.Of(vpc), vpc.VpcId, vpc.State, vpc.Region, vpc.Cidr, vpc.VpcId) with { Group = vpc.CloudName });

    private static async Task<IEnumerable<CompletionItem>> CloudsAsync(ItemContext context, CancellationToken cancel) =>
        (await context.ListAsync(platformName: null, platform => platform.ListCloudNamesAsync(cancel)))
            .Select(cloud => new CompletionItem(cloud, cloud, cloud));

    private static async Task<IEnumerable<CompletionItem>> ServicesAsync(
        ItemContext context, CancellationToken cancel) =>
        (await new ServiceFinder(context).FindAsync([], cancel)).Select(service => CompletionItem.Of(
            service.Name, service.Record.ServiceId,
            service.Record.State, service.Place, service.VpcId is { } id ? $"VPC {id}" : "public"));

    /// <summary>The networks in one cloud that VPCs are peered with, as the platforms know them.</summary>
    private async Task<IEnumerable<CompletionItem>> PeersAsync(ItemContext context, CancellationToken cancel)
    {
        var items = new List<CompletionItem>();
        foreach (var vpc in await VpcFinder.ListAsync(context, cancel))
        {
            if (Request.Vpc is { } text && !Same(vpc.VpcId, text) && !Same(ILabelled.Of(vpc), text)) continue;
            var peerings = await new PlatformReader(context).ListAsync(vpc, cancel);
            items.AddRange(peerings.Where(item => item.Cloud == Request.Cloud).Select(item => CompletionItem.Of(
                item.Network, item.NetworkId,
                item.State, item.Region.Length > 0 ? item.Region : vpc.Region, $"VPC {ILabelled.Of(vpc)}") with
            {
                Group = item.ResourceGroup,
            }));
        }

        return items;
    }
}

using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists the values that an argument can have. It only reads; the caller sets a short time limit.</summary>
internal sealed class CompletionStage(CompletionRequest request, ISink sink) : Stage<CompletionRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var items = Request.Kind switch
        {
            CompletionKind.Vpc => VpcsAsync(context, cancel),
            CompletionKind.Cloud => CloudsAsync(context, cancel),
            CompletionKind.Service => ServicesAsync(context, cancel),
            CompletionKind.VNet => VNetsAsync(context, cancel),
            CompletionKind.AwsVpc => AwsVpcsAsync(context, cancel),
            CompletionKind.Peer => PeersAsync(context, cancel),
            _ => SubscriptionsAsync(context, cancel),
        };
        foreach (var one in await items) Sink.Output(one);
    }

    private static async Task<IEnumerable<CompletionItem>> VpcsAsync(ItemContext context, CancellationToken cancel) =>
        (await VpcFinder.ListAsync(context, cancel)).Select(vpc => new CompletionItem(
            ILabelled.Of(vpc), vpc.VpcId, Tip(vpc.State, vpc.Region, vpc.Cidr, vpc.VpcId)) { Group = vpc.CloudName });

    private static async Task<IEnumerable<CompletionItem>> CloudsAsync(ItemContext context, CancellationToken cancel) =>
        (await context.ListAsync(platformName: null, platform => platform.ListCloudNamesAsync(cancel)))
            .Select(cloud => new CompletionItem(cloud, cloud, cloud));

    private static async Task<IEnumerable<CompletionItem>> ServicesAsync(
        ItemContext context, CancellationToken cancel) =>
        (await new ServiceFinder(context).FindAsync([], cancel)).Select(service => new CompletionItem(
            service.Name, service.Record.ServiceId,
            Tip(service.Record.State, service.Place, service.VpcId is { } id ? $"VPC {id}" : "public")));

    private static async Task<IEnumerable<CompletionItem>> VNetsAsync(ItemContext context, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        return (await account.Networks.ListAsync(account.Subscription.Id, cancel)).Select(vnet => new CompletionItem(
            vnet.Name, vnet.VNetId, Tip(vnet.ResourceGroupName, vnet.Location, List(vnet.AddressPrefixes)))
        {
            Group = vnet.ResourceGroupName,
        });
    }

    private async Task<IEnumerable<CompletionItem>> AwsVpcsAsync(ItemContext context, CancellationToken cancel)
    {
        var ec2 = (await context.AwsAsync(cancel)).Ec2(Request.Region);
        return (await ec2.DescribeVpcsAsync(Ec2Query.All, cancel)).Select(vpc => new CompletionItem(
            vpc.Id, vpc.Id, Tip(vpc.Name, vpc.State, ec2.Region, List(vpc.Cidrs))));
    }

    /// <summary>The networks that VPCs are peered with, as the platforms know them.</summary>
    private async Task<IEnumerable<CompletionItem>> PeersAsync(ItemContext context, CancellationToken cancel)
    {
        var items = new List<CompletionItem>();
        foreach (var vpc in await VpcFinder.ListAsync(context, cancel))
        {
            if (Request.Vpc is { } text && !Same(vpc.VpcId, text) && !Same(ILabelled.Of(vpc), text)) continue;
            var peerings = await new PlatformReader(context).ListAsync(vpc, cancel);
            items.AddRange(peerings.Select(item => new CompletionItem(
                item.Network, item.NetworkId,
                Tip(item.State, item.Region.Length > 0 ? item.Region : vpc.Region, $"VPC {ILabelled.Of(vpc)}"))
            {
                Group = item.ResourceGroup,
            }));
        }

        return items;
    }

    private static async Task<IEnumerable<CompletionItem>> SubscriptionsAsync(
        ItemContext context, CancellationToken cancel) =>
        (await context.Services.Find<AzureSignIn>()!.SubscriptionsAsync(cancel)).Select(item => new CompletionItem(
            item.Name, item.Id, Tip(item.Id, $"tenant {item.TenantId}")));

    private static string Tip(params string?[] parts) =>
        string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string List(IEnumerable<string> ranges) => string.Join(' ', ranges);
}

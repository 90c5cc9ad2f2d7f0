using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>What arguments are completed from.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData(nameof(CompletionKind.Vpc), "timescale-azure-westeurope", "ACTIVE, westeurope, 10.200.0.0/24")]
    [InlineData(nameof(CompletionKind.Cloud), "timescale-azure-uksouth", "timescale-azure-uksouth")]
    [InlineData(nameof(CompletionKind.Service), "mst-metrics", "RUNNING, timescale-azure-westeurope, public")]
    [InlineData(nameof(CompletionKind.Network), "Hub-VNet", "Network-RG, westeurope, 10.2.0.0/16")]
    [InlineData(
        nameof(CompletionKind.Network), AwsGuide.East, "prod, available, us-east-1, 10.50.0.0/16 10.51.0.0/16", "Aws")]
    [InlineData(nameof(CompletionKind.Account), "Demo Subscription", "tenant")]
    public async Task Each_kind_lists_names_with_state_and_region(
        string kind, string text, string toolTip, string cloud = "Azure")
    {
        var walk = await Walk.StartAsync();
        var items = await AskAsync(walk, new CompletionRequest(Enum.Parse<CompletionKind>(kind))
        {
            Cloud = Enum.Parse<Cloud>(cloud),
        });
        var item = items.Single(one => one.Text == text);
        Assert.Contains(toolTip, item.ToolTip, StringComparison.Ordinal);
        Assert.NotEmpty(item.Id);
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task Another_region_has_other_VPCs()
    {
        var walk = await Walk.StartAsync();
        var items = await AskAsync(walk, new CompletionRequest(CompletionKind.Network)
        {
            Cloud = Cloud.Aws, Region = "eu-west-1",
        });
        Assert.Equal(AwsGuide.West, Assert.Single(items).Text);
    }

    [Fact]
    public async Task Peers_are_the_networks_that_peerings_exist_with_on_both_platforms()
    {
        var walk = await Walk.StartAsync();
        var inAzure = new CompletionRequest(CompletionKind.Peer) { Cloud = Cloud.Azure };
        var inAws = inAzure with { Cloud = Cloud.Aws };
        Assert.Empty(await AskAsync(walk, inAzure));
        await walk.PeerAsync();
        await AwsGuide.AddedAsync(walk);

        var (vnet, aws) = (Assert.Single(await AskAsync(walk, inAzure)), Assert.Single(await AskAsync(walk, inAws)));
        Assert.Equal(("prod-vnet", "network-rg"), (vnet.Text, vnet.Group));
        Assert.StartsWith("ACTIVE", vnet.ToolTip, StringComparison.Ordinal);
        Assert.Equal(AwsGuide.East, aws.Text);

        Assert.Equal(aws.Text, Assert.Single(await AskAsync(walk, inAws with { Vpc = "prod" })).Text);
        Assert.Empty(await AskAsync(walk, inAzure with { Vpc = "prod" }));
    }

    private static Task<CompletionItem[]> AskAsync(Walk walk, CompletionRequest request) =>
        walk.RunAsync<CompletionItem>(request, null, [null]);
}

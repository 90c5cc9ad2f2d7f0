using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Items that look at one VPC at the same time share the requests, on both platforms.</summary>
public sealed class SharedLookTests
{
    private const int Items = 10;

    [Theory]
    [InlineData("Mst.GetVpc", true)]
    [InlineData("Cloud.ListPeerings", false)]
    public async Task Ten_that_wait_ask_hardly_more_often_than_one(string kind, bool isAzure)
    {
        var alone = await LooksAsync(1);
        var many = await LooksAsync(Items);

        Assert.True(alone.Looks > Items, $"{alone.Looks} looks are no wait.");
        // One that comes during another's first look has the next one, together with all others. So there are groups,
        // which poll one after the other, until they meet.
        Assert.InRange(many.Looks, alone.Looks, alone.Looks * 3 / 2);
        Assert.InRange((many.Time - alone.Time).TotalSeconds, 0, 0.4);

        async Task<(int Looks, TimeSpan Time)> LooksAsync(int count)
        {
            var (walk, addedPeering) = await AddedAsync(isAzure);
            var (requestCount, start) = (walk.World.Requests.Length, walk.World.Clock.UtcNow);
            // It is never approved.
            Assert.Empty(await walk.RunAsync<VpcPeering>(
                new WaitPeeringRequest { Timeout = TimeSpan.FromMinutes(1) }, null,
                [.. Enumerable.Repeat(addedPeering, count)]));
            Assert.Equal(count, walk.Said.Errors.Count(error => error.ErrorId == "PeeringTimeout"));
            return (walk.World.Requests.Skip(requestCount).Count(request => request.Kind == kind),
                walk.World.Clock.UtcNow - start);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_that_wait_for_one_VPC_ask_hardly_more_often_than_one(bool isManaged)
    {
        var request = isManaged ? new NewVpcRequest { CloudName = "timescale-azure-uksouth", Cidr = "10.220.0.0/24" }
            : AwsGuide.New();
        var kind = isManaged ? "Mst.GetVpc" : "Cloud.GetVpc";
        var (one, many) = (await LooksAsync(1), await LooksAsync(Items));

        Assert.True(one > 2, $"{one} looks are no wait.");
        Assert.InRange(many, one, one * 2);

        async Task<int> LooksAsync(int count)
        {
            var walk = await Walk.StartAsync();
            walk.World.Settings.CloudVpcStatus = true;
            walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(3);
            walk.World.Settings.Latency["*"] = TimeSpan.FromMilliseconds(200);
            await walk.OneAsync<Vpc>(request with { NoWait = true }, null);
            var vpcs = await walk.RunAsync<Vpc>(request, null, [.. Enumerable.Repeat<object?>(null, count)]);
            Assert.Equal(count, vpcs.Length);
            return walk.World.Requests.Count(item => item.Kind == kind);
        }
    }

    [Fact]
    public async Task A_refused_look_is_the_error_of_each_item_and_the_next_one_asks_anew()
    {
        var (walk, addedPeering) = await AddedAsync(isAzure: true);
        object?[] items = [.. Enumerable.Repeat(addedPeering, Items)];
        // The first item's look, and that of all others.
        walk.World.AddFault(new SandboxFault { Kind = "Mst.GetVpc", Times = 2, Status = 403 });

        Assert.Empty(await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, items));
        Assert.Equal(Items, walk.Said.Errors.Distinct().Count());
        Assert.All(walk.Said.Errors, error => Assert.Equal(addedPeering.VNetId, error.Subject!.VNetId));

        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Equal(Items, (await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, items)).Length);
    }

    private static async Task<(Walk Walk, VpcPeering Added)> AddedAsync(bool isAzure)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.Latency["*"] = TimeSpan.FromMilliseconds(200);
        var vpc = isAzure ? null : await walk.OneAsync<Vpc>(
            new NewVpcRequest { Name = "prod", Region = "us-east-1", Cidr = "10.30.0.0/20" }, null);
        object pair = vpc is null ? await walk.GrantAsync()
            : new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(null, AwsGuide.East));
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), pair);
        return (walk, addedPeering);
    }
}

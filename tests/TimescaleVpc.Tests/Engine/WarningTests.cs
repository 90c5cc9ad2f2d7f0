using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;
using static TimescaleVpc.Tests.Support.AwsGuide;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// A warning that is made to stop stops before the change: each warning of the catalogue that precedes one is brought
/// about, stops there, and nothing has been changed.
/// </summary>
public sealed class WarningTests
{
    private static readonly Dictionary<WarningEntry, Func<Walk, Task<(StageRequest Request, object? Item)>>> Cases =
        new()
    {
        [WarningCatalogue.RegionUnknown] = _ => Done(New(region: "mars-north-1"), null),
        [WarningCatalogue.PlanQuota] = _ => Done(New(), null),
        [WarningCatalogue.PeeringsNearLimit] = async walk => (new AddPeeringRequest(), Pair(await CrowdedAsync(walk))),
        [WarningCatalogue.RequesterUnknown] = async walk => (new ApprovePeeringRequest(), await AddedAsync(walk)),
        [WarningCatalogue.RouteTableNearlyFull] = async walk =>
        {
            walk.World.Settings.AwsRoutesPerTable = 1000;
            var table = walk.World.Inventory().Last(item => item.Kind == "Aws.RouteTable"
                && item.Properties.Contains(East, StringComparison.Ordinal)).Id;
            for (var index = 0; index < 495; index++)
                walk.World.Change(
                    "AddRoute", $"{table} 172.{16 + index / 256}.{index % 256}.0/24 igw-0123456789abcdef0");
            return (new ApprovePeeringRequest { RequesterAccountId = "222233334444", RouteTableId = [table] },
                await AddedAsync(walk));
        },
        [WarningCatalogue.PeeringOfAnother] = async walk =>
        {
            var peering = await AwsWalkTests.PeerAsync(walk);
            var before = walk.World.Inventory();
            walk.World.Change("PhishingRequest", "account=999988887777;cidr=10.30.0.0/20;region=eu-central-1");
            walk.World.Change("PlatformReportsPcx", walk.World.Inventory().Except(before).Single(item =>
                item.Kind == "Aws.Peering").Id);
            walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
            return (new RemovePeeringRequest(), peering);
        },
        [WarningCatalogue.TransitOneSided] = async walk =>
            (new ApprovePeeringRequest { AllowGatewayTransit = true }, await walk.PeerAsync()),
        [WarningCatalogue.HeldByUnmarked] = async walk =>
        {
            var grant = await walk.GrantAsync();
            await AzureMarkTests.AssignByHandAsync(walk, grant);
            return (new RevokePeerRoleRequest(), grant);
        },
        [WarningCatalogue.SecurityGroupStays] = async walk =>
            (new RemovePeeringRequest(), await AwsWalkTests.PeerAsync(walk)),
        [WarningCatalogue.ServiceStays] = async walk =>
        {
            var vpc = (await AwsWalkTests.PeerAsync(walk)).VpcId;
            var addedPeering = await walk.OneAsync<VpcPeering>(
                new AddPeeringRequest(),
                new AwsPeerPair(new VpcRef(null, vpc), new AwsVpcRef(null, AwsGuide.West) { AwsRegion = "eu-west-1" }));
            var second = await walk.OneAsync<VpcPeering>(
                new WaitPeeringRequest(), await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering));
            await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, second);
            return (new UndoPeeringRequest { IncludeService = true }, second);
        },
        [WarningCatalogue.ServiceUnreachable] = async walk => (new SetServiceRequest { Service = ["metrics"] },
            new VpcRef(await walk.OneAsync<Vpc>(New(), null), null)),
        [WarningCatalogue.ServiceEnters] = async walk =>
            (new SetServiceRequest { Service = ["metrics"] }, await AwsWalkTests.PeerAsync(walk)),
        [WarningCatalogue.ServiceLeaves] = async walk =>
        {
            var peering = await walk.PeerAsync();
            await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
            return (new SetServiceRequest { Service = ["mst-metrics"], Public = true, Force = true }, null);
        },
        [WarningCatalogue.ServicePublicMeanwhile] = async walk =>
        {
            var peering = await AwsWalkTests.PeerAsync(walk);
            await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);
            var second = await walk.OneAsync<Vpc>(New(name: "second", cidr: "10.32.0.0/20"), null);
            return (new SetServiceRequest { Service = ["metrics"] }, new VpcRef(second, null));
        },
    };

    public static TheoryData<string> Ids =>
        [.. WarningCatalogue.All.Where(entry => entry.BeforeChange).Select(entry => entry.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_warning_that_stops_stops_before_the_change(string id)
    {
        var warning = WarningCatalogue.All.Single(entry => entry.Id == id);
        Assert.True(Cases.TryGetValue(warning, out var prepare), $"{id} has no case here: add one.");
        var world = (await Walk.StartAsync()).World;
        if (id == "PlanQuota") world.Settings.CloudPlan = "FREE";
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world });
        var (request, item) = await prepare(walk);
        var (mutations, before) = (walk.Mutations, walk.World.Inventory());

        await walk.RunAsync<object>(request, new Collector { StopAt = warning }, item);

        Assert.Contains(walk.Said.Warnings, text => Collector.Is(warning, text));
        Assert.Equal(mutations, walk.Mutations);
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public void All_that_warns_takes_its_words_from_the_catalogue()
    {
        var files = Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("obj", StringComparison.Ordinal));
        var calls = files.SelectMany(File.ReadAllLines)
            .Where(line => line.Contains("Sink.Warning(", StringComparison.Ordinal));
        Assert.All(calls, line => Assert.Matches(@"Warning\((warning\.For|WarningCatalogue\.)", line));
        Assert.All(WarningCatalogue.All, entry => Assert.Matches("^[A-Z][A-Za-z]+$", entry.Id));
        Assert.Equal(WarningCatalogue.All.Count, WarningCatalogue.All.DistinctBy(entry => entry.Id).Count());
    }

    /// <summary>What refuses comes before what warns.</summary>
    [Fact]
    public async Task Nothing_is_warned_of_what_is_refused_anyway()
    {
        var walk = await Walk.StartAsync();
        var vpc = new VpcRef(await walk.OneAsync<Vpc>(New(), null), null);
        await walk.FailsAsync("ServiceElsewhere", new SetServiceRequest { Service = ["archive"] }, vpc);
        Assert.Empty(walk.Said.Warnings);
        await walk.FailsAsync("VpcOverlap", New(name: "other", region: "mars-north-1", cidr: "10.30.8.0/21"), null);
        Assert.Empty(walk.Said.Warnings);
    }

    private static Task<(StageRequest, object?)> Done(StageRequest request, object? item) =>
        Task.FromResult((request, item));

    /// <summary>A VPC with as many peerings as the platform's documents allow.</summary>
    private static async Task<Vpc> CrowdedAsync(Walk walk)
    {
        walk.World.Settings.CloudPeeringsPerVpc = 100;
        var vpc = await walk.OneAsync<Vpc>(New(), null);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        await Consoles.TimescaleCloudAsync(walk, async api =>
        {
            for (var index = 0; index < 50; index++)
            {
                await api.CreatePeeringAsync(
                    vpc.VpcId, "111122223333", "us-east-1", $"vpc-0a1b2c3d4e5f6{index:x4}", CancellationToken.None);
            }
        });

        return vpc;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What Test-VpcPeering costs in requests; docs/diagnosis.md has what each of them is for.</summary>
public sealed class ReadCountTests(ITestOutputHelper output)
{
    /// <summary>The reads of a second run of the pipeline, which changes nothing.</summary>
    private const int SecondAwsRun = 15, SecondAzureRun = 18;

    /// <summary>How many of those one look may cost, and what each further peering of a fleet may.</summary>
    private const double MostRuns = 2.5;

    private const int MostForEachMore = 4;

    /// <summary>What a look takes now, as docs/diagnosis.md says.</summary>
    private const int AzureReads = 17, AwsReads = 11, ByNames = 2, TwoPeerings = 26, FiftyPeerings = 50;

    /// <summary>The VNets and the AWS VPCs of the fleet.</summary>
    private const int Half = 25;

    [Fact]
    public async Task One_peering_with_a_VNet()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Surround(walk, peering);
        Distract(walk, peering);
        var byRecord = await CountAsync(walk, peering);
        var byNames = await CountAsync(walk, Walk.Names());
        AssertFew(byRecord, byNames, AzureReads, SecondAzureRun);
    }

    [Fact]
    public async Task One_peering_with_an_AWS_VPC()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        var peering = Assert.Single(await PeerAsync(walk, vpc, [AwsGuide.East]));
        var byRecord = await CountAsync(walk, peering);
        var byNames = await CountAsync(
            walk, new PeeringRef(null, new VpcRef(null, vpc.VpcId), new VNetRef(null, AwsGuide.East)));
        AssertFew(byRecord, byNames, AwsReads, SecondAwsRun);
    }

    /// <summary>Each list is read once for all that share it, however the peerings are named.</summary>
    [Fact]
    public async Task A_healthy_fleet_of_both_clouds_has_no_finding_and_shares_its_reads()
    {
        var walk = await Walk.StartAsync();
        var awsVpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        List<VpcPeering> fleet = [.. await PeerAsync(walk, ["Network-RG/Prod-VNet"])];
        fleet.AddRange(await PeerAsync(walk, awsVpc, [AwsGuide.East]));
        Surround(walk, fleet[0]);
        Distract(walk, fleet[0]);
        var (two, twoInProject) = (await CountAsync(walk, [.. fleet]), await CountAsync(walk, (object?)null));

        walk.World.Add([.. Enumerable.Range(1, Half - 1).SelectMany(Networks)]);
        var vnets = await walk.RunAsync<AzureVNet>(new GetVNetRequest(), null, (object?)null);
        fleet.AddRange(await PeerAsync(walk, [.. vnets.Where(vnet => vnet.ResourceGroupName == "Fleet-RG")
            .Select(vnet => $"{vnet.ResourceGroupName}/{vnet.Name}")]));
        foreach (var peering in fleet.Where(item => item.ResourceGroupName == "Fleet-RG")) Surround(walk, peering);
        var awsNetworks = await walk.RunAsync<AwsVpc>(new GetAwsVpcRequest(), null, (object?)null);
        fleet.AddRange(await PeerAsync(walk, awsVpc, [.. awsNetworks.Where(item =>
            item.Name?.StartsWith("fleet", StringComparison.Ordinal) == true).Select(item => item.AwsVpcId)]));
        Assert.Equal(2 * Half, fleet.Count);

        var (all, allInProject) = (await CountAsync(walk, [.. fleet]), await CountAsync(walk, (object?)null));
        var addedCount = fleet.Count - 2;
        Assert.Equal((TwoPeerings, FiftyPeerings), (two.Length, all.Length));
        Assert.All([(two, all), (twoInProject, allInProject)], pair =>
        {
            var (before, after) = pair;
            Assert.True(after.Length - before.Length <= MostForEachMore * addedCount, Text(after));
            // What is read for one by one is what has no list.
            Assert.All(after.GroupBy(kind => kind).Where(kind => kind.Count() >= Half), kind =>
                Assert.Equal("Ec2.DescribeVpcAttribute", kind.Key));
        });
    }

    [Fact]
    public void The_document_has_these_figures()
    {
        var text = Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnosis.md")), @"\s+", " ");
        Assert.Contains($"One healthy peering with a VNet takes {AzureReads}, one with an AWS VPC {AwsReads} (at most "
            + $"two and a half times those of a second run of its pipeline, {SecondAzureRun} and {SecondAwsRun}); "
            + $"naming it instead of handing on its record takes {ByNames} more.", text, StringComparison.Ordinal);
        Assert.Contains($"(at most {MostForEachMore}): 2 peerings take {TwoPeerings}, {2 * Half} of both clouds "
            + $"{FiftyPeerings}.", text, StringComparison.Ordinal);
    }

    private static void AssertFew(string[] byRecord, string[] byNames, int reads, int secondRun)
    {
        Assert.True(reads <= MostRuns * secondRun);
        Assert.True(reads == byRecord.Length, Text(byRecord));
        Assert.True(reads + ByNames == byNames.Length, Text(byNames));
    }

    /// <summary>What has to be looked at for each VNet whose subnets have filters and routes.</summary>
    private static void Surround(Walk walk, VpcPeering peering)
    {
        walk.World.Change("AddUserRoute", $"{peering.VNetId} prefix=0.0.0.0/0;address=10.1.0.4");
        walk.World.Change("AddSecurityRule", $"{peering.VNetId} destination=Internet");
    }

    /// <summary>An interface of another VNet whose group stops all: interfaces are listed because of it.</summary>
    private static void Distract(Walk walk, VpcPeering peering)
    {
        var other = peering.VNetId!.Replace("Network-RG", "Other-RG", StringComparison.OrdinalIgnoreCase);
        walk.World.Change("AddNetworkInterface", $"{other} name=other-nic");
        walk.World.Change("AddSecurityRule", walk.World.Inventory().Single(item => item.Name == "other-nic").Id);
    }

    private static IEnumerable<SandboxPart> Networks(int number)
    {
        yield return Part("AzureVNet", ("Name", $"Fleet{number:00}-VNet"), ("ResourceGroupName", "Fleet-RG"),
            ("AddressPrefix", $"10.{100 + number}.0.0/20"));
        yield return Part("AwsVpc", ("Name", $"fleet{number:00}"), ("Region", "us-east-1"),
            ("CidrBlock", $"10.{140 + number}.0.0/20"));
    }

    private static SandboxPart Part(string parameter, params (string Key, object? Value)[] values) =>
        new(parameter, $"-{parameter}", values.ToDictionary(
            item => item.Key, item => item.Value, StringComparer.OrdinalIgnoreCase));

    private static async Task<VpcPeering[]> PeerAsync(Walk walk, string[] vnets)
    {
        var grants = await walk.RunAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest(), null, [.. vnets.Select(vnet => Walk.Pair(vnet: vnet))]);
        return await FinishAsync(walk, [.. grants]);
    }

    private static Task<VpcPeering[]> PeerAsync(Walk walk, Vpc vpc, string[] networks) =>
        FinishAsync(walk, [.. networks.Select(id => AwsGuide.Pair(vpc, id))]);

    private static async Task<VpcPeering[]> FinishAsync(Walk walk, object[] pairs)
    {
        var addedPeerings = await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, pairs);
        var approvedPeerings = await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), null, [.. addedPeerings]);
        var activePeerings = await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, [.. approvedPeerings]);
        Assert.Empty(walk.Said.Errors.Select(error => error.Message));
        Assert.Equal(pairs.Length, activePeerings.Length);
        return activePeerings;
    }

    /// <summary>The requests of one look, at which nothing may be found.</summary>
    private async Task<string[]> CountAsync(Walk walk, params object?[] items)
    {
        var before = walk.World.Requests.Length;
        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, items);
        Assert.Empty(findings.Select(finding => $"{finding.Id} {finding.Subject}: {finding.Cause}"));
        string[] kinds = [.. walk.World.Requests.Skip(before).Select(request => request.Kind)];
        output.WriteLine(Text(kinds));
        return kinds;
    }

    private static string Text(string[] kinds) => string.Create(CultureInfo.InvariantCulture, $"{kinds.Length}: ")
        + string.Join(", ", kinds.GroupBy(kind => kind).Select(kind => $"{kind.Count()} x {kind.Key}"));
}

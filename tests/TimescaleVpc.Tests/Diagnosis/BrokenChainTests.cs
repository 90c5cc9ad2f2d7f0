using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>Test-VpcPeering on healthy and broken worlds: what is found, and what comes first.</summary>
public sealed class BrokenChainTests
{
    [Fact]
    public async Task A_healthy_peering_has_no_finding()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Assert.Empty(await FindAsync(walk, peering));
        Assert.Empty(await FindAsync(walk, null));
    }

    [Fact]
    public async Task A_healthy_peering_with_an_AWS_VPC_has_no_finding()
    {
        var walk = await Walk.StartAsync();
        var approvedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest(), await AwsGuide.AddedAsync(walk));
        Assert.Equal(["ConnectionNotSeen"], Ids(await FindAsync(walk, approvedPeering)));
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        Assert.Empty(await FindAsync(walk, approvedPeering));
    }

    [Fact]
    public async Task Each_state_of_the_pipeline_names_the_next_command()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var network = new VNetRef(null, "Prod-VNet") { ResourceGroupName = "Network-RG" };
        Assert.Empty(await FindAsync(walk, new PeeringRef(null, new VpcRef(null, Walk.West), network)));
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var finding = Assert.Single(await FindAsync(walk, addedPeering));
        Assert.Equal("LinkAwaited", finding.Id);
        Assert.EndsWith(" | Approve-VpcPeering | Wait-VpcPeering", finding.Command, StringComparison.Ordinal);
        Assert.Equal(2, finding.Evidence.Length);
        Assert.Equal("docs/diagnosis.md#linkawaited", finding.Link);
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_never_counts_as_fine()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Arm.ListVNets", Times = 2, Status = 403, Code = "AuthorizationFailed",
        });
        var findings = await FindAsync(walk, peering);
        var finding = Assert.Single(findings);
        Assert.Equal(("NotRead", "Unknown"), (finding.Id, finding.Severity));
        var collector = await RunAsync(walk, new TestPeeringRequest { FailOnDrift = true }, peering);
        Assert.Equal("DriftFound", Assert.Single(collector.Errors).ErrorId);
    }

    private static async Task<PeeringFinding[]> FindAsync(Walk walk, object? item) =>
        [.. (await RunAsync(walk, new TestPeeringRequest(), item)).Outputs.Cast<PeeringFinding>()];

    private static async Task<Collector> RunAsync(Walk walk, TestPeeringRequest request, object? item)
    {
        var before = walk.Mutations;
        var sink = new Collector();
        await walk.RunAsync<PeeringFinding>(request, sink, item);
        Assert.Equal(before, walk.Mutations);
        return sink;
    }

    private static string[] Ids(IEnumerable<PeeringFinding> findings) => [.. findings.Select(finding => finding.Id)];
}

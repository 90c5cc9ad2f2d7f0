using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>Repair-VpcPeering mends what findings name, and a second test is clean.</summary>
public sealed class RepairTests
{
    public static readonly TheoryData<string, string> Azure = new()
    {
        { "DeleteLink", "LinkMissing" },
        { "DeletePlatformHalf", "LinkDisconnected" },
        { "PlatformRejects", "PeeringRejected" },
    };

    [Theory]
    [MemberData(nameof(Azure))]
    public async Task A_broken_peering_with_a_VNet_is_mended(string change, string expected)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var link = $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}";
        walk.World.Change(change, change == "DeleteLink" ? link : peering.VNetId!);

        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering);
        Assert.Equal(expected, findings[0].Id);
        await AssertMendsAsync(walk, findings, peering);
    }

    private static async Task AssertMendsAsync(Walk walk, PeeringFinding[] findings, VpcPeering peering)
    {
        var plan = await walk.RunAsync<PeeringRepair>(
            new RepairPeeringRequest(), new Collector(planning: true), [.. findings]);
        Assert.NotEmpty(Assert.Single(plan).Plan);
        var repaired = await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), null, [.. findings]);
        Assert.Empty(walk.Said.Errors.Select(error => error.Message));
        var repair = Assert.Single(repaired);
        Assert.Equal(findings.Select(item => item.Id), repair.Mended.Select(item => item.Id));
        Assert.Empty(repair.Left);
        Assert.Empty(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering));
    }
}

using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What is piped to Repair-VpcPeering comes from files, too, and may be of another version.</summary>
public sealed class RepairInputTests
{
    [Fact]
    public async Task A_finding_that_the_module_does_not_know_is_an_error_and_the_others_are_mended()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeleteServicePrincipal", peering.AppId!);
        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering));
        string[] ids = ["LinkMising", "principalmissing", ""];
        var repairs = await walk.RunAsync<PeeringRepair>(
            new RepairPeeringRequest(), null, [.. ids.Select(id => finding with { Id = id })]);
        Assert.All(walk.Said.Errors, error => Assert.Equal("FindingUnknown", error.ErrorId));
        Assert.Equal(2, walk.Said.Errors.Count);
        var error = walk.Said.Errors.Single(one => one.Message.Contains("LinkMising", StringComparison.Ordinal));
        Assert.Contains("nearest are: LinkMissing", error.Message, StringComparison.Ordinal);
        Assert.Contains("Test-VpcPeering", error.RecommendedAction, StringComparison.Ordinal);
        var repair = Assert.Single(repairs);
        Assert.Equal("principalmissing", Assert.Single(repair.Mended).Id);
        Assert.Empty(repair.Left);
        Assert.NotEmpty(repair.Changes);

        var mutations = walk.Mutations;
        Assert.Empty(await walk.RunAsync<PeeringRepair>(
            new RepairPeeringRequest(), null, finding with { Id = "LinkMising" }));
        Assert.Equal("FindingUnknown", Assert.Single(walk.Said.Errors).ErrorId);
        Assert.Equal(mutations, walk.Mutations);
    }
}

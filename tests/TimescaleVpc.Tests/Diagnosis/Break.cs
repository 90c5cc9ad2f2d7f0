using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>A break that is made from outside, and what Test-VpcPeering has to say of it first.</summary>
/// <param name="Name">The break in few words.</param>
/// <param name="Do">Makes it.</param>
/// <param name="Expected">The first finding.</param>
/// <param name="IsMended">Whether Repair-VpcPeering repairs it.</param>
internal sealed record Break(string Name, Action<Walk, VpcPeering> Do, string Expected, bool IsMended = true)
{
    /// <summary>Whether the repair is a wait for something that the world of the test does not bring about.</summary>
    public bool StaysAsItIs { get; init; }

    /// <summary>Steps that the repair takes, and its plan shows.</summary>
    public string[] Steps { get; init; } = [];

    public override string ToString() => Name;

    /// <summary>Each of some breaks by its number, with its name for the reader.</summary>
    public static TheoryData<int, string> Rows(IReadOnlyList<Break> breaks)
    {
        var rows = new TheoryData<int, string>();
        for (var index = 0; index < breaks.Count; index++) rows.Add(index, breaks[index].Name);
        return rows;
    }

    /// <summary>One of the world's outside changes.</summary>
    public static Action<Walk, VpcPeering> Of(string change, Func<VpcPeering, string> target) =>
        (walk, peering) => walk.World.Change(change, target(peering));

    /// <summary>Breaks a healthy peering, finds it, repairs it where that can be, and tests again.</summary>
    public async Task PlayAsync(Walk walk, VpcPeering peering)
    {
        var healthyItems = walk.World.Inventory();
        Do(walk, peering);
        var brokenItems = walk.World.Inventory();
        var mutations = walk.Mutations;
        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering);
        Assert.Empty(walk.Said.Errors.Select(error => error.Message));
        Assert.Equal(mutations, walk.Mutations);
        Assert.NotEmpty(findings);
        Assert.Equal(Expected, findings[0].Id);
        Assert.All(findings, AssertWhole);
        Assert.Equal(IsMended, findings[0].CanRepair);

        var planSink = new Collector(planning: true);
        var plans = await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), planSink, [.. findings]);
        Assert.Empty(planSink.Errors.Select(error => error.Message));
        // A peering that the platform forgot is called by what is left of it where nothing else names it.
        if (Expected != "PeeringMissing")
            Assert.Equal(findings.Select(finding => finding.Id), Assert.Single(plans).Left.Select(item => item.Id));
        Assert.Empty(Steps.Except(plans[0].Plan.Select(step => step.Action)));
        Assert.Equal(mutations, walk.Mutations);
        if (StaysAsItIs) return;
        var repaired = await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), null, [.. findings]);
        var repair = Assert.Single(repaired);
        new WorldDifference(healthyItems, brokenItems, walk.World.Inventory()).AssertSaid(repair.Changes);
        Assert.Empty(Steps.Except(repair.Changes.Select(step => step.Action)));
        if (!IsMended)
        {
            Assert.Contains(repair.Left, finding => finding.Id == Expected);
            return;
        }

        Assert.Empty(walk.Said.Errors.Select(error => error.Message));
        Assert.Equal("", string.Join(", ", repair.Left.Select(finding => finding.Id)));
        Assert.Equal(findings.Select(finding => finding.Id), repair.Mended.Select(finding => finding.Id));
        var again = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering);
        Assert.Equal("", string.Join(", ", again.Select(finding => finding.Id)));
    }

    private static void AssertWhole(PeeringFinding finding)
    {
        Assert.All([finding.Cause, finding.Remedy], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.DoesNotContain("{", $"{finding.Cause}{finding.Remedy}{finding.Command}", StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(finding.Subject));
    }
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>A session keeps what its steps did: when, states before and after, and the requests.</summary>
public sealed class StepLogTests
{
    /// <summary>The two APIs whose answers have no id of their own.</summary>
    private static readonly string[] NoIds = ["ManagedService", "TimescaleCloud"];

    [Fact]
    public async Task The_Azure_walkthrough_and_undo_leave_a_record_of_each_step()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();

        AssertRecords(walk, peering.Changes);
        var records = Log(walk).Read().Records;
        Assert.Equal((null, "Connected"), States("CreateLink"));
        Assert.Null(States("RequestPeering").Before);
        Assert.NotNull(States("RequestPeering").After);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);

        AssertRecords(walk, [.. peering.Changes, .. undo.Changes]);
        records = Log(walk).Read().Records;
        Assert.Equal(("Connected", null), States("RemoveLink"));
        Assert.Equal(("ACTIVE", null), States("RemovePeering"));

        (string? Before, string? After) States(string action)
        {
            var record = Assert.Single(records, item => item.Step.Action == action);
            return (record.Before, record.After);
        }
    }

    [Fact]
    public async Task The_AWS_walkthrough_leaves_a_record_of_each_step()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);

        AssertRecords(walk, peering.Changes);
    }

    [Fact]
    public async Task A_step_that_fails_has_a_record_with_the_reason_and_the_id_of_the_refusal()
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault { Kind = "Arm.PutRoleDefinition", Status = 400, Times = 1 });

        await walk.RunAsync<AzurePeerGrant>(Walk.GrantRequest, null, Walk.Pair());

        var error = Assert.Single(walk.Said.Errors);
        var record = Assert.Single(Log(walk).Read().Records, item => item.ErrorId is not null);
        Assert.Equal(error.ErrorId, record.ErrorId);
        Assert.Contains(record.Requests, request => request.Status == 400 && request.RequestId is not null);
    }

    [Fact]
    public async Task A_plan_and_a_look_leave_none()
    {
        var walk = await Walk.StartAsync();
        await walk.GrantAsync(new Collector(planning: true));
        await walk.RunAsync<Vpc>(new GetVpcRequest());

        Assert.Empty(Log(walk).Read().Records);
    }

    /// <summary>Each change has one record, in order, with its requests; and no request is in none.</summary>
    private static void AssertRecords(Walk walk, PeeringStep[] changes)
    {
        var records = Log(walk).Read().Records;
        Assert.Equal(changes, records.Select(record => record.Step));
        Assert.All(records, record => Assert.Null(record.ErrorId));
        Assert.All(records, record => Assert.NotEmpty(record.Requests));
        Assert.All(
            records.Where(record => !NoIds.Contains(record.Step.Where)), record => Assert.NotEmpty(record.RequestIds));
        Assert.True(records.Select(record => record.When).Order().SequenceEqual(records.Select(record => record.When)));
        // The request to look at new halves is no step.
        Assert.Equal(
            walk.World.Requests.Count(request => request.Mutates && request.Kind != "Mst.RefreshPeerings"),
            records.Sum(record => record.Requests.Count));
    }

    [Fact]
    public async Task The_newest_changes_are_kept_and_a_warning_counts_the_others()
    {
        var walk = await Walk.StartAsync();
        for (var count = 0; count < StepLog.Most + 3; count++)
        {
            var step = new PeeringStep { Action = "RemoveLink", Target = $"vnet-{count}", Where = "Azure" };
            await Log(walk).RecordAsync(step, before: null, () => Task.FromResult(true));
        }

        var changes = await walk.RunAsync<VpcChange>(new GetChangeRequest(), null, [null]);

        Assert.Equal(StepLog.Most, changes.Length);
        Assert.Equal("vnet-3", changes[0].Target);
        var warning = Assert.Single(walk.Said.Warnings);
        Assert.True(Collector.Is(WarningCatalogue.ChangesLost, warning));
        Assert.Contains("the first 3 are no longer", warning, StringComparison.Ordinal);
    }

    private static StepLog Log(Walk walk) => SessionState.Of(walk.Session).Steps;
}

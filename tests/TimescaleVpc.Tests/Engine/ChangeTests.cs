using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Display;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>The record of a session's changes, its files, and how it compares with the plan.</summary>
public sealed class ChangeTests : IDisposable
{
    private static readonly string[] Endings = [".md", ".html", ".json"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task On_Azure_the_record_is_what_the_requests_changed_and_what_was_planned()
    {
        var walk = await Walk.StartAsync();
        var plan = await PlanAsync(walk, () => walk.PeerAsync(() => new Collector(planning: true)));
        var peering = await walk.PeerAsync();
        var service = new SetServiceRequest { Service = ["mst-metrics"] };
        plan.AddRange(Steps((await walk.OneAsync<ServiceVpc>(service, peering, new(planning: true))).Plan));
        await walk.OneAsync<ServiceVpc>(service, peering);
        var undo = new UndoPeeringRequest { IncludeService = true };
        plan.AddRange(Steps((await walk.OneAsync<PeeringUndo>(undo, peering, new(planning: true))).Plan));
        await walk.OneAsync<PeeringUndo>(undo, peering);

        await AssertRecordAsync(walk, plan);
    }

    [Fact]
    public async Task On_AWS_the_record_is_what_the_requests_changed_and_what_was_planned()
    {
        var walk = await Walk.StartAsync();
        var plan = await PlanAsync(walk, () => AwsWalkTests.PeerAsync(walk, planning: true));
        var peering = await AwsWalkTests.PeerAsync(walk);
        var undo = new UndoPeeringRequest();
        plan.AddRange(Steps((await walk.OneAsync<PeeringUndo>(undo, peering, new(planning: true))).Plan));
        await walk.OneAsync<PeeringUndo>(undo, peering);

        await AssertRecordAsync(walk, plan);
    }

    [Fact]
    public async Task The_record_says_what_was_there_before_a_change_or_a_removal()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { AllowForwardedTraffic = true }, peering);
        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { AllowForwardedTraffic = false }, peering);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);
        var awsPeering = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<VpcPeering>(
            new GrantEgressRequest { AttachTo = [Sandbox.Aws.AwsWalk.Interface] }, awsPeering);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), awsPeering);

        var changes = await RecordAsync(walk);
        Assert.Equal(
            [
                "Connected, FullyInSync, allowGatewayTransit off, allowForwardedTraffic off",
                "Connected, FullyInSync, allowGatewayTransit off, allowForwardedTraffic on",
            ],
            Before("UpdateLink"));
        Assert.Equal(["Connected"], Before("RemoveLink"));
        Assert.Equal(
            [peering.AppId], Before("RemoveApplication"));
        Assert.Equal(
            [$"role {peering.OwnRoleId!.Split('/')[^1]} of {peering.ServicePrincipalId}"], Before("UnassignOwnRole"));
        Assert.Equal(awsPeering.RouteTableIds.Select(_ => $"{awsPeering.AwsPeeringId}, active"), Before("DeleteRoute"));
        Assert.Matches("^sg-[0-9a-f]+, sg-[0-9a-f]+$", Assert.Single(Before("DetachSecurityGroup")));

        IEnumerable<string?> Before(string action) =>
            changes.Where(change => change.Action == action).Select(change => change.Before);
    }

    [Fact]
    public async Task What_an_interrupted_run_did_is_in_it_as_far_as_it_got()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var plan = Steps((await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest(), addedPeering, new(planning: true))).Plan).ToArray();
        walk.World.AddFault(new SandboxFault { Kind = "Graph.AddPassword", Delay = TimeSpan.FromMinutes(1) });
        using var stop = new CancellationTokenSource();
        await using (var stage = new TimescaleVpc.Engine.PeeringEngine().Open(
            new ApprovePeeringRequest { CurrentSession = walk.Session }, new Collector()))
        {
            // The clock stands, which keeps the reply on its way.
            using var hold = Crew.ClockOf(walk.World).Stop();
            var run = stage.ProcessAsync(addedPeering, stop.Token);
            await Hang.UntilAsync(() => walk.World.Requests.Any(request => request.Kind == "Graph.AddPassword"));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        var records = await RecordAsync(walk);
        var stoppedStep = Assert.Single(records, record => record.Action == "AddCredential");
        Assert.Equal("Stopped", stoppedStep.Result);
        Assert.EndsWith(": no answer", Assert.Single(stoppedStep.Requests), StringComparison.Ordinal);
        // What was cleaned up after the stop is there as well.
        Assert.Equal(("RemoveCredential", "Done"), (records[^1].Action, records[^1].Result));
        Assert.Equal(
            [("NotFinished", "AddCredential", "Stopped"), ("NotDone", "CreateLink", null)],
            (await CompareAsync(walk, plan)).Where(one => one.Difference != "NotPlanned")
            .Select(one => (one.Difference, one.Action, one.ErrorId)));
    }

    [Fact]
    public async Task A_difference_is_named_on_both_sides_and_a_closed_session_still_has_its_record()
    {
        var walk = await Walk.StartAsync();
        var plannedGrant = await walk.GrantAsync(new Collector(planning: true));
        var plan = Steps(plannedGrant.Plan).ToArray();
        walk.World.AddFault(new SandboxFault { Kind = "Arm.PutRoleAssignment", Status = 400, Times = 9 });
        await walk.RunAsync<AzurePeerGrant>(Walk.GrantRequest, null, Walk.Pair());
        await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        await walk.RunAsync<object>(new DisconnectRequest(), null, walk.Session);

        var differences = await CompareAsync(walk, plan);
        Assert.Contains(differences, one => one.Difference == "NotFinished" && one.ErrorId is not null
            && one.Action is "AssignOwnRole" or "AssignPlatformRole");
        Assert.Equal(["CreateCloudVpc"],
            differences.Where(one => one.Difference == "NotPlanned").Select(one => one.Action));
        Assert.Empty(await CompareAsync(walk, plan[..^2], Steps(plannedGrant.Plan[..^2]).Select(step => step with
        {
            Result = "Done",
        }).ToArray()));
    }

    [Fact]
    public async Task A_file_is_whole_or_not_there_and_none_is_written_over()
    {
        var walk = await Walk.StartAsync();
        await walk.GrantAsync();
        var path = Path.Combine(folder.FullName, "change.md");

        await walk.RunAsync<VpcDocument>(Export(path), new Collector { Confirm = _ => false }, [null]);
        Assert.False(File.Exists(path));
        var preview = Assert.Single(
            await walk.RunAsync<VpcDocument>(Export(path), new Collector(planning: true), [null]));
        Assert.False(File.Exists(path));
        var document = await walk.OneAsync<VpcDocument>(Export(path), null);
        Assert.Equal(preview.Content, await File.ReadAllTextAsync(path));
        Assert.Equal((preview.Summary, "Markdown"), (document.Summary, document.Form));

        await walk.FailsAsync("ReportExists", Export(path), null);
        await walk.OneAsync<VpcDocument>(Export(path) with { Force = true }, null);
        await walk.FailsAsync("ReportNotWritten", Export(Path.Combine(folder.FullName, "none", "change.md")), null);
        var error = await walk.FailsAsync("InvalidInput", Export(Path.Combine(folder.FullName, "change.txt")), null);
        Assert.Contains(".md, .json, .html", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["change.md"], folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.Name));
    }

    [Theory]
    [InlineData(".md")]
    [InlineData(".html")]
    [InlineData(".json")]
    public async Task Outside_text_is_data(string ending)
    {
        var walk = await Walk.StartAsync();
        var hostile = "<script>alert(1)</script>|`x`|[a](http://b)\n# <img src=x>\"'" + HostileText.Name;
        var change = new VpcChange
        {
            When = DateTime.UnixEpoch, What = hostile, Action = hostile, Target = hostile, Where = hostile,
            Result = hostile, ErrorId = hostile, Before = hostile, After = hostile, By = hostile, Run = hostile,
            Ids = [hostile], Requests = [hostile], RequestIds = [hostile],
        };
        var path = Path.Combine(folder.FullName, "change" + ending);

        await walk.OneAsync<VpcDocument>(Export(path), new[] { change });

        var text = await File.ReadAllTextAsync(path);
        Assert.False(HostileText.IsIn(Regex.Replace(text, "[\n]", "")));
        if (ending == ".json")
        {
            // Half of a pair is no character of JSON.
            Assert.StartsWith(hostile[..^60], (string?)JsonNode.Parse(text)!["changes"]![0]!["what"],
                StringComparison.Ordinal);
            return;
        }

        // Outside of code spans, where nothing means anything.
        var open = ending == ".md" ? Regex.Replace(text, "(?<!`)(`+)(?!`).+?(?<!`)\\1(?!`)", "") : text;
        Assert.DoesNotContain("<script>alert", open, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", open, StringComparison.Ordinal);
        if (ending == ".md") Assert.DoesNotContain("http://b", open, StringComparison.Ordinal);
    }

    private static ExportChangeRequest Export(string path) => new() { Path = path };

    /// <summary>A plan as the cmdlets read it from planned objects.</summary>
    private static IEnumerable<VpcChange> Steps(IEnumerable<PeeringStep> steps) => steps.Select(step => new VpcChange
    {
        What = ILabelled.Of(step), Action = step.Action, Target = step.Target, Where = step.Where, Result = "Planned",
    });

    private static async Task<List<VpcChange>> PlanAsync(Walk walk, Func<Task<VpcPeering>> run)
    {
        var plannedPeering = await run();
        Assert.Equal(0, walk.Mutations);
        return [.. Steps(plannedPeering.Plan)];
    }

    private static Task<VpcChangeDifference[]> CompareAsync(
        Walk walk, IEnumerable<VpcChange> plan, VpcChange[]? changes = null) =>
        walk.RunAsync<VpcChangeDifference>(new CompareChangeRequest { Change = changes }, null, [plan.ToArray()]);

    private static Task<VpcChange[]> RecordAsync(Walk walk) =>
        walk.RunAsync<VpcChange>(new GetChangeRequest(), null, [null]);

    /// <summary>The record is what was planned and what was sent, and each file says all of it.</summary>
    private async Task AssertRecordAsync(Walk walk, IReadOnlyList<VpcChange> plan)
    {
        var changes = await RecordAsync(walk);
        Assert.Empty(await CompareAsync(walk, plan));
        Assert.NotEmpty(plan);
        // The request to look at new halves changes nothing, and is no step.
        var requests = walk.World.Requests.Where(request => request.Mutates && request.Kind != "Mst.RefreshPeerings")
            .Select(request =>
            {
                var action = request.Kind.StartsWith("Ec2.", StringComparison.Ordinal) ? " " + request.Kind[4..] : "";
                return $"{request.Method} {request.Host}{request.Path.Split('?')[0]}{action}: {request.Status}";
            });
        Assert.Equal(requests.Order(), changes.SelectMany(change => change.Requests).Order());
        Assert.All(changes, change => Assert.True(
            change is { Result: "Done", When: not null, By.Length: > 0, Run.Length: > 0, Ids.Length: > 0 }));
        foreach (var ending in Endings)
        {
            var path = Path.Combine(folder.FullName, "change" + ending);
            var document = await walk.OneAsync<VpcDocument>(Export(path), null);
            Assert.StartsWith($"{changes.Length} changes", document.Summary, StringComparison.Ordinal);
            var text = await File.ReadAllTextAsync(path);
            Assert.All(changes.SelectMany(change => change.RequestIds),
                id => Assert.Contains(id, text, StringComparison.Ordinal));
        }
    }
}

using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Tests.Hosting;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Recording;

/// <summary>A recording that has lost its start or its end says so, as a report and as a replay.</summary>
public sealed class CutRecordingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Memory_that_has_lost_the_start_says_how_much_and_is_not_replayed()
    {
        var walk = await Walk.StartAsync();
        var words = string.Concat(Enumerable.Repeat("these are the words of a long refusal ", 15_000));
        for (var number = 1; number <= 2; number++)
        {
            walk.World.AddFault(
                new SandboxFault { Kind = "Mst.ListVpcs", Status = 400, Message = $"{number} {words}" });
            await walk.FailsAsync("PlatformRejected", new GetVpcRequest(), null);
        }

        var request = new ExportReportRequest { Path = At("report.json") };
        var report = await walk.OneAsync<VpcReport>(request, null);
        Assert.False(report.Replayable);
        Assert.Matches("^the first [0-9]+ requests of the session are no longer in memory$", report.Reason);
        Assert.True(report.Exchanges > 0);
        Assert.Contains(report.Reason!, Assert.Single(walk.Said.Confirmed).Target, StringComparison.Ordinal);

        var error = await RefusedAsync(request.Path);
        Assert.Equal("NotReplayable", error.ErrorId);
        Assert.Contains(report.Reason!, error.Message, StringComparison.Ordinal);
        Assert.Contains("-Record", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_end_is_replayed_and_says_where_it_may_lack_something()
    {
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, Record = At("run.jsonl") });
        await walk.PeerAsync();
        // The session is open still; the last line is cut off, as a kill would leave it.
        await File.WriteAllTextAsync(At("cut.jsonl"), (await ReadAsync("run.jsonl"))[..^20]);

        var again = await Walk.StartAsync(new ConnectRequest { Replay = At("cut.jsonl") });
        var grant = await again.GrantAsync();
        Assert.False(string.IsNullOrEmpty(grant.AppId));
        var error = await again.FailsAsync("RecordingCut", new GetAwsVpcRequest(), null);
        Assert.Contains("GetCallerIdentity", error.Message, StringComparison.Ordinal);

        var report = await ReportAsync(walk, "cut.jsonl");
        Assert.True(report.Replayable);
        Assert.Contains("without having closed the session", report.Cut, StringComparison.Ordinal);
        Assert.Contains(report.Cut!, Assert.Single(walk.Said.Confirmed).Target, StringComparison.Ordinal);
        // The report says it to who replays it, too.
        var replay = await Walk.StartAsync(new ConnectRequest { Replay = report.Path });
        await replay.FailsAsync("RecordingCut", new GetAwsVpcRequest(), null);

        var takenFile = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => Walk.StartAsync(new ConnectRequest { Sandbox = true, Record = At("run.jsonl") }));
        Assert.Equal("RecordingNotWritten", takenFile.ErrorId);

        await walk.RunAsync<object>(new DisconnectRequest(), null, walk.Session);
        Assert.Null((await ReportAsync(walk, "run.jsonl")).Cut);
        var whole = await Walk.StartAsync(new ConnectRequest { Replay = At("run.jsonl") });
        await whole.FailsAsync("NotRecorded", new GetAwsVpcRequest(), null);
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_not_passed_over()
    {
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, Record = At("run.jsonl") });
        await walk.RunAsync<Vpc>(new GetVpcRequest(), null, [null]);
        var lines = (await ReadAsync("run.jsonl")).Split('\n');
        lines[3] = lines[3][..^5];
        await File.WriteAllTextAsync(At("damaged.jsonl"), string.Join('\n', lines));
        var error = await RefusedAsync(At("damaged.jsonl"));
        Assert.Equal("ReportUnreadable", error.ErrorId);
        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A real process, killed while it writes both.</summary>
    [Fact]
    public async Task A_killed_process_leaves_a_whole_report_and_a_recording_that_says_it_is_cut()
    {
        var path = At("run.jsonl");
        var run = await HostRun.OfAsync(Runtimes.Newest, ["record", path], killWhen: async () =>
        {
            while (!File.Exists(path + ".report.json")) await Task.Delay(20);
            await Task.Delay(300);
        });
        Assert.DoesNotContain("Nobody has killed it", run.Output, StringComparison.Ordinal);

        var recording = ReportFile.Read(path);
        Assert.NotNull(recording.Cut);
        Assert.NotEmpty(recording.Wire.Exchanges);
        Assert.NotNull(JsonNode.Parse(await ReadAsync("run.jsonl.report.json"))!["exchanges"]);
        foreach (var file in new[] { path, path + ".report.json" })
        {
            var again = await Walk.StartAsync(new ConnectRequest { Replay = file });
            Assert.NotEmpty(await again.RunAsync<Vpc>(new GetVpcRequest(), null, [null]));
        }
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private Task<VpcReport> ReportAsync(Walk walk, string recording) => walk.OneAsync<VpcReport>(
        new ExportReportRequest { Path = At($"{recording}.json"), Recording = At(recording) }, null);

    private static Task<TimescaleVpcException> RefusedAsync(string path) =>
        Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(new ConnectRequest { Replay = path }));

    private async Task<string> ReadAsync(string name)
    {
        await using var stream = new FileStream(At(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await new StreamReader(stream).ReadToEndAsync();
    }
}

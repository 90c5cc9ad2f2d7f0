using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Servers;
using TimescaleVpc.Tests.Reachability;
using TimescaleVpc.Tests.Support;
using Child = TimescaleVpc.Engine.Servers.ServerProcess;

namespace TimescaleVpc.Tests.Serving;

/// <summary>The stages of Start-VpcSandbox and Stop-VpcSandbox, with real processes.</summary>
public sealed class ServerStageTests
{
    private readonly Collector collector = new();

    [Fact]
    public async Task A_started_server_is_what_a_session_takes_and_is_stopped_for_good()
    {
        var server = await StartAsync(new StartServerRequest { Speed = 0.5, Seed = 7, Latency = "realistic" });
        var walk = await Walk.StartAsync(new ConnectRequest { Server = new(server, null), SessionId = 1 });
        Assert.Equal(TimeSpan.FromMilliseconds(200), walk.World.Settings.Latency["Arm.PutPeering"]);
        using var process = Process.GetProcessById(server.ProcessId);

        await StopAsync(server);
        Assert.True(process.HasExited);
        Assert.False(File.Exists(server.Certificate));
        Assert.True(server.Process!.HasExited);

        // Again, and by what a file would say.
        await StopAsync(server);
        await StopAsync(SandboxServer.Parse(server.ToJson()));
        Assert.Empty(collector.Errors);
        Assert.Equal(["StartServer", "StopServer"], collector.Confirmed.Select(step => step.Action));

        var everything = JsonSerializer.Serialize(server) + JsonSerializer.Serialize(collector.Confirmed)
            + string.Join('\n', collector.Texts) + server;
        Assert.DoesNotContain(server.Token, everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_somebody_else_has_started_is_stopped_over_its_own_endpoint()
    {
        await using var server = await Serving.ServerProcess.StartAsync();
        await StopAsync(server.Info);
        Assert.Empty(collector.Errors);
        Assert.Equal(0, await server.StopAsync());

        await StopAsync(server.Info);
        Assert.Empty(collector.Errors);
    }

    [Fact]
    public async Task What_does_not_prove_to_be_that_server_is_left_alone()
    {
        await using var server = await Serving.ServerProcess.StartAsync();
        await using var other = await Serving.ServerProcess.StartAsync();
        var info = server.Info;
        foreach (var impostor in new[]
        {
            new SandboxServer(info.Uri, "guess") { Certificate = info.Certificate, ProcessId = info.ProcessId },
            info with { Pin = other.Info.Pin },
            info with { Pin = null, Certificate = other.Info.Certificate },
            info with { Pin = null, Certificate = "gone.pem" },
        })
        {
            await StopAsync(impostor);
            Assert.True(collector.Errors.TryDequeue(out var error));
            Assert.Equal("SandboxServerNotStopped", error.ErrorId);
            Assert.DoesNotContain(info.Token, error.Message + error.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.NotEmpty(server.Join().Inventory());
    }

    [Fact]
    public async Task A_plan_and_a_no_start_and_stop_nothing()
    {
        var server = await StartAsync(new StartServerRequest());
        foreach (var sink in new[] { new Collector(planning: true), new Collector { Confirm = _ => false } })
        {
            await RunAsync(new StartServerRequest { Port = 4711 }, null, sink);
            await RunAsync(new StopServerRequest(), new SandboxServerRef(server, null), sink);
            Assert.Empty(sink.Outputs);
            Assert.Equal(["sandbox server on port 4711", $"sandbox server {server}"],
                sink.Shown.Concat(sink.Confirmed).Select(step => step.Target));
        }

        Assert.False(server.Process!.HasExited);
        await StopAsync(server);
    }

    /// <summary>A Ctrl+C between the start and the moment at which the user has it.</summary>
    [Fact]
    public async Task A_server_that_nobody_keeps_ends_with_the_stage()
    {
        await RunAsync(new StartServerRequest(), null, collector);
        Assert.True(((SandboxServer)collector.Outputs.Single()).Process!.HasExited);
    }

    [UnixFact]
    public async Task Ctrl_C_ends_the_wait_and_the_server()
    {
        // The seed tells it from the servers of other tests.
        var request = new StartServerRequest { Seed = Random.Shared.Next() };
        await using (var stage = new PeeringEngine().Open(request, collector))
        {
            using var stop = new CancellationTokenSource();
            var work = stage.ProcessAsync(null, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
            Assert.True(await RunsAsync(request.Seed));
        }

        Assert.Empty(collector.Outputs);
        Assert.False(await RunsAsync(request.Seed));
    }

    [UnixFact]
    public async Task One_that_hangs_is_ended_all_the_same_and_leaves_no_file()
    {
        var server = await StartAsync(new StartServerRequest());
        await Process.Start("kill", ["-STOP", $"{server.ProcessId}"]).WaitForExitAsync();
        Assert.True(File.Exists(server.Certificate));

        await StopAsync(server);

        Assert.True(server.Process!.HasExited);
        Assert.False(File.Exists(server.Certificate));
        Assert.Empty(collector.Errors);
    }

    [Fact]
    public async Task Its_failure_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await FailsAsync(new StartServerRequest { Port = port }, "SandboxServerFailed");
        Assert.Contains("serve: ", error.Message, StringComparison.Ordinal);

        await FailsAsync(new StartServerRequest { Timeout = TimeSpan.FromMilliseconds(1) }, "SandboxServerTimeout");
    }

    /// <summary>A real host of .NET, whose folder has all but the framework of ASP.NET Core.</summary>
    [UnixFact]
    public async Task A_dotnet_without_the_framework_is_told_from_other_failures()
    {
        var whole = Path.GetDirectoryName(
            new FileInfo(Dotnet.Find()!).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Dotnet.Find())!;
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var dotnet = Path.Combine(folder.FullName, "dotnet");
            File.Copy(Path.Combine(whole, "dotnet"), dotnet);
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "host"), Path.Combine(whole, "host"));
            folder.CreateSubdirectory("shared");
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "shared", "Microsoft.NETCore.App"),
                Path.Combine(whole, "shared", "Microsoft.NETCore.App"));

            var process = Child.Start(dotnet, []);
            var error = await Assert.ThrowsAsync<TimescaleVpcException>(
                () => process.ReadyAsync(CancellationToken.None));

            Assert.Equal("DotnetRuntimeMissing", error.ErrorId);
            Assert.Contains(dotnet, error.Message, StringComparison.Ordinal);
            Assert.True(process.HasExited);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [UnixFact]
    public async Task Secrets_of_the_environment_stay_behind()
    {
        if (!OperatingSystem.IsLinux()) return;
        Environment.SetEnvironmentVariable("TIMESCALEVPC_TEST_SECRET", "canary-of-the-environment");
        var server = await StartAsync(new StartServerRequest());
        var environment = await File.ReadAllTextAsync($"/proc/{server.ProcessId}/environ");
        await StopAsync(server);

        Assert.Contains("PATH=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", environment, StringComparison.Ordinal);
    }

    private async Task<SandboxServer> StartAsync(StartServerRequest request)
    {
        var sink = new Collector();
        await using var stage = new PeeringEngine().Open(request, sink);
        await stage.ProcessAsync(null, CancellationToken.None);
        await stage.EndAsync(CancellationToken.None);
        var server = (SandboxServer)sink.Outputs.Single();
        server.Process!.IsKept = true;
        foreach (var text in sink.Texts) collector.Texts.Enqueue(text);
        foreach (var step in sink.Confirmed) collector.Confirmed.Enqueue(step);
        return server;
    }

    private Task StopAsync(SandboxServer server) =>
        RunAsync(new StopServerRequest(), new SandboxServerRef(server, null), collector);

    private static async Task RunAsync(StageRequest request, object? item, Collector sink)
    {
        await using var stage = new PeeringEngine().Open(request, sink);
        await stage.ProcessAsync(item, CancellationToken.None);
        await stage.EndAsync(CancellationToken.None);
    }

    private static async Task<bool> RunsAsync(int seed)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-eo", "args"]) { RedirectStandardOutput = true })!;
        var lines = await list.StandardOutput.ReadToEndAsync();
        return lines.Contains($"--seed {seed} ", StringComparison.Ordinal);
    }

    private async Task<TimescaleVpcException> FailsAsync(StageRequest request, string errorId)
    {
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => RunAsync(request, null, collector));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Empty(collector.Outputs);
        return error;
    }
}

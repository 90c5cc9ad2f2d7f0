using TimescaleVpc.Sandbox.Server;

namespace TimescaleVpc.Host;

/// <summary>The ways through the module.</summary>
internal static class Ways
{
    public static async Task<int> GoAsync(string[] way)
    {
        try
        {
            return way switch
            {
                ["azure"] => await WalkAsync(AzureDemo.RunAsync),
                ["aws"] => await WalkAsync(AwsDemo.RunAsync),
                ["undo"] => await WalkAsync(AzureDemo.RunAsync, AwsDemo.RunAsync, UndoDemo.RunAsync),
                ["server"] => await ServeAsync(),
                ["runbook"] => await WriteRunbooksAsync(),
                ["replay", var file] => await ReplayAsync(file),
                ["record", var file] => await RecordAsync(file),
                ["sign-in"] => await SignInAsync(new ConnectRequest()),
                ["managed-identity"] => await SignInAsync(new ConnectRequest { ManagedIdentity = true }),
                ["managed-identity", var id] => await SignInAsync(
                    new ConnectRequest { ManagedIdentity = true, ManagedIdentityClientId = id }),
                ["az-session", var token] => await SignInAsync(new ConnectRequest { AzSession = AzOf(token) }),
                _ => Say($"There is no way '{string.Join(' ', way)}'."),
            };
        }
        catch (TimescaleVpcException error)
        {
            return Say($"{error.ErrorId}: {error.Message}{Environment.NewLine}{error.RecommendedAction}");
        }
    }

    private static int Say(string error)
    {
        Console.Error.WriteLine(error);
        return 1;
    }

    /// <summary>Walkthroughs one after the other, in one session on the sandbox.</summary>
    private static async Task<int> WalkAsync(params Func<DemoWalk, Task>[] walks)
    {
        var walk = await DemoWalk.StartAsync(EngineLoader.Engine, null);
        foreach (var one in walks) await one(walk);
        walk.Summarise();
        return 0;
    }

    /// <summary>A walkthrough that is recorded, then the same one on the recording.</summary>
    private static async Task<int> ReplayAsync(string file)
    {
        foreach (var request in new[]
            {
                new ConnectRequest { Sandbox = true, SessionId = 1, Record = file },
                new ConnectRequest { Replay = file, SessionId = 2 },
            })
        {
            var walk = await DemoWalk.StartAsync(EngineLoader.Engine, "Connect-Timescale", request);
            await AzureDemo.RunAsync(walk);
            walk.Summarise();
        }

        return 0;
    }

    /// <summary>Records and reports, over and over, until the process is killed; for a while only.</summary>
    private static async Task<int> RecordAsync(string file)
    {
        var session = (TimescaleSession)(
            await RunAsync(new ConnectRequest { Sandbox = true, SessionId = 1, Record = file }))[0];
        for (var times = 0; times < 5_000; times++)
        {
            await RunAsync(new GetVpcRequest { CurrentSession = session });
            if (times % 20 == 0)
                await RunAsync(
                    new ExportReportRequest { CurrentSession = session, Path = file + ".report.json", Force = true });
        }

        return Say("Nobody has killed it.");
    }

    /// <summary>A server of the module, by the dotnet on PATH, and a session on it; it ends with its stage.</summary>
    private static async Task<int> ServeAsync()
    {
        var sink = new ConsoleSink();
        await using var stage = EngineLoader.Engine.Open(new StartServerRequest(), sink);
        await stage.ProcessAsync(null, CancellationToken.None);
        var request = new ConnectRequest { Sandbox = true, Server = new((SandboxServer)sink.Results[0], null) };
        var session = (TimescaleSession)(await RunAsync(request))[0];
        var vpcs = await RunAsync(new GetVpcRequest { CurrentSession = session });
        foreach (var vpc in vpcs.Cast<Vpc>()) Console.WriteLine($"VPC: {vpc.VpcId}");
        return vpcs.Count > 0 ? 0 : Say("The server's world has no VPC.");
    }

    /// <summary>
    /// Writes the runbooks with their rights, and does what one does that only looks; what the others do is in the
    /// walkthroughs.
    /// </summary>
    private static async Task<int> WriteRunbooksAsync()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var module = Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!;
            foreach (var cloud in new[] { "Azure", "AWS" })
            foreach (var kind in new[] { "peer", "undo", "drift" })
            {
                var runbook = (VpcRunbook)(await RunAsync(new RunbookRequest
                {
                    Path = Path.Combine(folder, $"{cloud}-{kind}.ps1"), Cloud = cloud, Undo = kind == "undo",
                    Drift = kind == "drift", Templates = Path.Combine(module, "..", "templates"),
                })).Single();
                Console.WriteLine($"Runbook: {new FileInfo(runbook.Path).Length} bytes");
            }

            var session = (TimescaleSession)(await RunAsync(new ConnectRequest { Sandbox = true })).Single();
            var findings = await RunAsync(new TestPeeringRequest { FailOnDrift = true, CurrentSession = session });
            return findings.Count == 0 ? 0 : Say("Where nothing is peered, nothing can be wrong.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Signs in to Azure for real, and reads the networks there: AIVEN_* and AZURE_* say where.</summary>
    private static async Task<int> SignInAsync(ConnectRequest request)
    {
        var session = (TimescaleSession)(await RunAsync(request))[0];
        var networks = await RunAsync(new GetVNetRequest { CurrentSession = session });
        foreach (var network in networks.Cast<AzureVNet>()) Console.WriteLine($"Network: {network.VNetId}");
        Console.WriteLine($"Signed in to Azure: {session.AzureSignIn}");
        return 0;
    }

    private static async Task<IReadOnlyList<object>> RunAsync(StageRequest request)
    {
        var sink = new ConsoleSink();
        await using var stage = EngineLoader.Engine.Open(request, sink);
        await stage.ProcessAsync(null, CancellationToken.None);
        await stage.EndAsync(CancellationToken.None);
        return sink.Results;
    }

    /// <summary>What the cmdlets make of an Az session: a function that asks it for tokens.</summary>
    private static AzSession AzOf(string token) => new(
        "ann@example.com", null, null,
        (resource, tenant, cancel) => Task.FromResult((token, DateTimeOffset.UtcNow.AddHours(1))));
}

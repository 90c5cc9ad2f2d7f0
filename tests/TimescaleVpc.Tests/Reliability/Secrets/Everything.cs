using System.Text;
using System.Text.Json;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability.Secrets;

/// <summary>Runs every kind of request in one session, and keeps all that can be seen of it.</summary>
internal sealed class Everything
{
    private static readonly PeerPair Pair = Walk.Pair(vnet: "Network-RG/Prod-VNet");
    private static readonly AwsPeerPair AwsPair = new(new VpcRef(null, "prod"), new AwsVpcRef(null, AwsGuide.East));

    private static readonly Step[] Steps =
    [
        .. Enum.GetValues<CompletionKind>().SelectMany(kind => Enum.GetValues<Cloud>().Select(
            cloud => Pipeline.Of(new CompletionRequest(kind) { Cloud = cloud }))),
        Pipeline.Of(new BuildSandboxRequest()),
        // What a real server says is heard by ServerStageTests: a process for each of these runs would take too long.
        Pipeline.Of(new StartServerRequest()) with { Plans = true },
        Pipeline.Of(new SandboxServerRef(new SandboxServer(new("https://localhost:1"), "none"), null),
            new StopServerRequest()),

        Pipeline.Of(new GetVpcRequest { CloudName = Walk.West }),
        Pipeline.Of(new GetVNetRequest()),
        Pipeline.Of(Pair, new GrantPeerRoleRequest()) with { Plans = true },
        Pipeline.Of(Pair, new GrantPeerRoleRequest()),
        Pipeline.After<AzurePeerGrant>(new AddPeeringRequest()),
        Pipeline.After<VpcPeering>(new ApprovePeeringRequest()),
        Pipeline.After<VpcPeering>(new WaitPeeringRequest()),
        Pipeline.After<VpcPeering>(new SetServiceRequest { Service = ["mst-metrics"] }),
        Pipeline.After<ServiceVpc>(new TestServiceRequest()),
        Pipeline.After<ServiceVpc>(new TestServiceRequest { AsScript = true }),
        Pipeline.Of(new GetPeeringRequest()),
        Pipeline.Of(new TestPeeringRequest { Service = ["mst-metrics", "mst-archive"] }),
        new Outside("DeleteRoleDefinition", run => run.Last<AzurePeerGrant>()?.OwnRoleId),
        Pipeline.Of(new TestPeeringRequest()),
        Pipeline.After<PeeringFinding>(new RepairPeeringRequest()) with { Plans = true },
        Pipeline.After<PeeringFinding>(new RepairPeeringRequest()),
        Pipeline.After<VpcPeering>(new RemovePeeringRequest()) with { Plans = true },
        Pipeline.After<VpcPeering>(new UndoPeeringRequest { IncludeService = true }),
        Pipeline.Of(Pair, new GrantPeerRoleRequest()),
        Pipeline.After<AzurePeerGrant>(new AddPeeringRequest()),
        Pipeline.After<VpcPeering>(new ApprovePeeringRequest { UseCertificate = true }),
        Pipeline.After<VpcPeering>(new RemovePeeringRequest()),
        Pipeline.After<AzurePeerGrant>(new RevokePeerRoleRequest()),

        Pipeline.Of(AwsGuide.New()),
        Pipeline.Of(new GetAwsVpcRequest()),
        Pipeline.Of(AwsPair, new AddPeeringRequest()),
        Pipeline.After<VpcPeering>(new ApprovePeeringRequest { AllowDns = true }),
        Pipeline.After<VpcPeering>(new GrantEgressRequest()),
        Pipeline.After<VpcPeering>(new WaitPeeringRequest()),
        Pipeline.After<VpcPeering>(new SetServiceRequest { Service = ["metrics"] }),
        Pipeline.Of(new GetServiceRequest()),
        new Outside("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16"),
        Pipeline.Of(new TestPeeringRequest()),
        Pipeline.After<VpcPeering>(new UpdatePeeringRequest { Force = true }),
        Pipeline.After<VpcPeering>(new RevokeEgressRequest()),
        Pipeline.Of(new SetServiceRequest { Service = ["metrics"], Public = true, Force = true }),
        Pipeline.After<VpcPeering>(new UndoPeeringRequest()),
        Pipeline.Of(new VpcRef(null, "prod"), new RenameVpcRequest { NewName = "second" }),
        Pipeline.Of(new VpcRef(null, "second"), new RemoveVpcRequest()),
        new Pipeline(new Cmdlet(new DisconnectRequest())) { First = run => [run.Session] },
    ];

    private readonly WatchedWorld world = new();
    private readonly StringBuilder transcript = new();

    private Everything()
    {
    }

    /// <summary>All that sinks, objects, errors, the world's log and its inventories said.</summary>
    public string Said => transcript.ToString();

    /// <summary>The kinds of request that were run.</summary>
    public IReadOnlyCollection<Type> Run { get; private set; } = [];

    public int Errors { get; private set; }

    /// <summary>The kinds of the requests that reached the world, in order.</summary>
    public IReadOnlyList<string> Kinds => [.. world.Requests.Select(request => request.Kind)];

    /// <param name="tap">Hears the secrets.</param>
    /// <param name="inFile">Whether the wire is kept in a file, as with -Record, and not in memory.</param>
    public static async Task<Everything> RunAsync(Tap tap, bool inFile = true)
    {
        var all = new Everything();
        var sign = all.world.SignIn;
        tap.Know("MST token", sign.Token);
        tap.Know("Timescale Cloud key", sign.CloudSecretKey);
        foreach (var user in sign.Users) tap.Know("password of a user", user.Value);
        foreach (var key in sign.AwsCredentials) tap.Know("AWS secret key", key.SecretKey);

        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var record = inFile ? Path.Combine(folder.FullName, "run.jsonl") : null;
            var run = new Run(all.world, tap) { SignIn = new ConnectRequest { SessionId = 1, Record = record } };
            var runbook = Pipeline.Of(new RunbookRequest
            {
                Path = Path.Combine(folder.FullName, "run.ps1"),
                Templates = Path.Combine(Repository.Root, "src", "TimescaleVpc.Module", "templates"),
            });
            // Before the session is closed, with everything that was kept of its wire.
            var report = Pipeline.Of(new ExportReportRequest
            {
                Path = Path.Combine(folder.FullName, "report.json"), KeepNames = true,
            });
            var plan = new VpcChange { What = "none", Action = "CreateVpc", Target = "none", Result = "Planned" };
            var pictures = new[] { ".svg", ".html", ".mmd", ".json", ".txt" }.Select(ending => Pipeline.Of(
                new ExportTopologyRequest { Path = Path.Combine(folder.FullName, "map" + ending) }));
            var changes = new[] { ".md", ".html", ".json" }.Select(ending => Pipeline.Of(new ExportChangeRequest
            {
                Path = Path.Combine(folder.FullName, "change" + ending),
            }));
            await run.PlayAsync(
            [
                runbook, .. Steps[..^1], report, .. changes, .. pictures, Pipeline.Of(new GetChangeRequest()),
                Pipeline.Of(new[] { plan }, new CompareChangeRequest()), Steps[^1],
            ]);
            foreach (var file in folder.GetFiles())
                all.transcript.AppendLine(await File.ReadAllTextAsync(file.FullName));
            foreach (var cmdlet in run.Cmdlets) all.Hear(cmdlet.Said);
            all.Run = [.. run.Cmdlets.Select(cmdlet => cmdlet.Request.GetType())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        foreach (var request in all.world.Requests) all.transcript.AppendLine(JsonSerializer.Serialize(request));
        all.transcript.AppendLine(JsonSerializer.Serialize(all.world.Inventory()));
        all.transcript.AppendLine(JsonSerializer.Serialize(all.world.RecycleBin()));
        return all;
    }

    private void Hear(Collector sink)
    {
        foreach (var text in sink.Texts) transcript.AppendLine(text);
        foreach (var error in sink.Errors) Hear(error);
        foreach (var step in sink.Shown.Concat(sink.Confirmed)) transcript.AppendLine(JsonSerializer.Serialize(step));
        foreach (var output in sink.Outputs)
            transcript.AppendLine($"{output}").AppendLine(JsonSerializer.Serialize(output, output.GetType()));
    }

    private void Hear(Exception error)
    {
        Errors++;
        for (var one = error; one is not null; one = one.InnerException)
        {
            transcript.AppendLine(one.ToString());
            foreach (var key in one.Data.Keys) transcript.AppendLine($"{key}: {one.Data[key]}");
            if (one is not TimescaleVpcException catalogueError) continue;
            transcript.AppendLine(catalogueError.RecommendedAction).AppendLine($"{catalogueError.Target}");
            if (catalogueError.Target is { } target)
                transcript.AppendLine(JsonSerializer.Serialize(target, target.GetType()));
        }
    }
}

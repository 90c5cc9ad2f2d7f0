using System.Text;
using System.Text.Json;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability.Secrets;

/// <summary>Runs every kind of request in one session, and keeps all that can be seen of it.</summary>
internal sealed class Everything
{
    private readonly SandboxWorld world = new();
    private readonly Tap tap;
    private readonly StringBuilder said = new();
    private readonly List<Type> run = [];
    private Walk walk = null!;

    private Everything(Tap tap) => this.tap = tap;

    /// <summary>All that sinks, objects, errors, the world's log and its inventories said.</summary>
    public string Said => said.ToString();

    public IReadOnlyCollection<Type> Run => run;

    public int Errors { get; private set; }

    /// <summary>The kinds of the requests that reached the world, in order.</summary>
    public IReadOnlyList<string> Kinds => [.. world.Requests.Select(request => request.Kind)];

    public static async Task<Everything> RunAsync(Tap tap)
    {
        var all = new Everything(tap);
        var sign = ((VpcSandbox)all.world).SignIn;
        tap.Know("MST token", sign.Token);
        tap.Know("Timescale Cloud key", sign.CloudSecretKey);
        foreach (var user in sign.Users) tap.Know("password of a user", user.Value);
        foreach (var key in sign.AwsCredentials) tap.Know("AWS secret key", key.SecretKey);
        try
        {
            await all.AllAsync();
        }
        catch (TimescaleVpcException error)
        {
            all.Hear(error);
        }

        foreach (var request in all.world.Requests) all.said.AppendLine(JsonSerializer.Serialize(request));
        all.said.AppendLine(JsonSerializer.Serialize(all.world.Inventory()));
        all.said.AppendLine(JsonSerializer.Serialize(all.world.RecycleBin()));
        return all;
    }

    private async Task AllAsync()
    {
        run.Add(typeof(ConnectRequest));
        walk = await Walk.StartAsync(new ConnectRequest
        {
            Sandbox = true, World = new LineWorld(world, tap.Over), SessionId = 1,
        });
        Hear(walk.Session);
        foreach (var kind in Enum.GetValues<CompletionKind>()) await OneAsync(new CompletionRequest(kind), null);
        await OneAsync(new BuildSandboxRequest(), null);
        // What a real server says is heard by ServerStageTests: a process for each of these runs would take too long.
        await OneAsync(new StartServerRequest(), null, planning: true);
        await OneAsync(
            new StopServerRequest(), new SandboxServerRef(new SandboxServer(new("https://localhost:1"), "none"), null));
        await RunbookAsync();
        await AzureAsync();
        await AwsAsync();
        await OneAsync(new DisconnectRequest(), walk.Session);
    }

    private async Task RunbookAsync()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await OneAsync(new RunbookRequest
            {
                Path = Path.Combine(folder.FullName, "run.ps1"),
                Templates = Path.Combine(Repository.Root, "src", "TimescaleVpc.Module", "templates"),
            }, null);
            foreach (var file in folder.GetFiles()) said.AppendLine(await File.ReadAllTextAsync(file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task AzureAsync()
    {
        var vpc = await OneAsync(new GetVpcRequest { CloudName = Walk.West }, null);
        await OneAsync(new GetVNetRequest(), null);
        var pair = new PeerPair(new VpcRef(vpc as Vpc, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));
        await OneAsync(new GrantPeerRoleRequest(), pair, planning: true);
        var granted = await OneAsync(new GrantPeerRoleRequest(), pair);
        var added = await OneAsync(new AddPeeringRequest(), granted);
        var approved = await OneAsync(new ApprovePeeringRequest(), added);
        var peering = await OneAsync(new WaitPeeringRequest(), approved);
        var service = await OneAsync(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        await OneAsync(new TestServiceRequest(), service);
        await OneAsync(new TestServiceRequest { AsScript = true }, service);
        await OneAsync(new GetPeeringRequest(), null);
        await OneAsync(new RemovePeeringRequest(), peering, planning: true);
        await OneAsync(new UndoPeeringRequest { IncludeService = true }, peering);
        granted = await OneAsync(new GrantPeerRoleRequest(), pair);
        added = await OneAsync(new AddPeeringRequest(), granted);
        await OneAsync(new ApprovePeeringRequest { UseCertificate = true }, added);
        await OneAsync(new RemovePeeringRequest(), added);
        await OneAsync(new RevokePeerRoleRequest(), granted);
    }

    private async Task AwsAsync()
    {
        var vpc = await OneAsync(AwsGuide.New(), null);
        await OneAsync(new GetAwsVpcRequest(), null);
        var pair = new AwsPeerPair(new VpcRef(vpc as Vpc, "prod"), new AwsVpcRef(null, AwsGuide.East));
        var added = await OneAsync(new AddPeeringRequest(), pair);
        var approved = await OneAsync(new ApprovePeeringRequest { AllowDns = true }, added);
        var egress = await OneAsync(new GrantEgressRequest(), approved);
        var peering = await OneAsync(new WaitPeeringRequest(), egress);
        await OneAsync(new SetServiceRequest { Service = ["metrics"] }, peering);
        await OneAsync(new GetServiceRequest(), null);
        world.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");
        var updated = await OneAsync(new UpdatePeeringRequest { Force = true }, peering);
        await OneAsync(new RevokeEgressRequest(), updated);
        await OneAsync(new SetServiceRequest { Service = ["metrics"], Public = true, Force = true }, null);
        await OneAsync(new UndoPeeringRequest(), updated);
        await OneAsync(new RenameVpcRequest { NewName = "second" }, new VpcRef(null, "prod"));
        await OneAsync(new RemoveVpcRequest(), new VpcRef(null, "second"));
    }

    /// <summary>The first object that came out; if none did, the error is heard, and the next stage gets the names.</summary>
    private async Task<object?> OneAsync(StageRequest request, object? item, bool planning = false)
    {
        run.Add(request.GetType());
        // A stage before it was refused: a record of its kind is all that this one can get.
        if (item is null && request is AddPeeringRequest or ApprovePeeringRequest or WaitPeeringRequest
            or GrantEgressRequest or UpdatePeeringRequest or RevokeEgressRequest or RemovePeeringRequest
            or UndoPeeringRequest or RevokePeerRoleRequest) return null;
        var sink = new Collector(planning);
        object[] outputs = [];
        try
        {
            outputs = await walk.RunAsync<object>(request, sink, item);
        }
        catch (TimescaleVpcException error)
        {
            Hear(error);
        }

        foreach (var text in sink.Texts) said.AppendLine(text);
        foreach (var error in sink.Errors) Hear(error);
        foreach (var step in sink.Shown.Concat(sink.Confirmed)) said.AppendLine(JsonSerializer.Serialize(step));
        foreach (var output in outputs) Hear(output);
        return outputs.FirstOrDefault();
    }

    private void Hear(object output) => said.AppendLine($"{output}").AppendLine(JsonSerializer.Serialize(output, output.GetType()));

    private void Hear(Exception error)
    {
        Errors++;
        for (var one = error; one is not null; one = one.InnerException)
        {
            said.AppendLine(one.ToString());
            foreach (var key in one.Data.Keys) said.AppendLine($"{key}: {one.Data[key]}");
            if (one is not TimescaleVpcException ours) continue;
            said.AppendLine(ours.RecommendedAction).AppendLine($"{ours.Target}");
            if (ours.Target is { } target) said.AppendLine(JsonSerializer.Serialize(target, target.GetType()));
        }
    }
}

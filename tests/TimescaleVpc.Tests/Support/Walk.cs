using TimescaleVpc.Engine;

namespace TimescaleVpc.Tests.Support;

/// <summary>Drives the engine on a sandbox as the cmdlets do: one stage after the other.</summary>
internal sealed class Walk
{
    private readonly PeeringEngine engine = new();

    private Walk(TimescaleSession session) => Session = session;

    public const string West = "timescale-azure-westeurope";

    public TimescaleSession Session { get; }

    public VpcSandbox World => Session.Sandbox!;

    /// <summary>Everything that the last stage said.</summary>
    public Collector Said { get; private set; } = new();

    public static async Task<Walk> StartAsync(ConnectRequest? request = null)
    {
        var sink = new Collector();
        var stage = new PeeringEngine().Open(request ?? new ConnectRequest { Sandbox = true, SessionId = 1 }, sink);
        await stage.ProcessAsync(null, CancellationToken.None);
        return new Walk((TimescaleSession)sink.Outputs.Single());
    }

    /// <summary>A second session on the same world.</summary>
    public Task<Walk> AgainAsync(string? user = null) =>
        StartAsync(new ConnectRequest { Sandbox = true, World = World, SessionId = 2, SandboxUser = user });

    /// <summary>Runs one stage on some objects, side by side, and returns what it emitted.</summary>
    public async Task<T[]> RunAsync<T>(StageRequest request, Collector? sink = null, params object?[] items)
    {
        Said = sink ?? new Collector();
        var stage = engine.Open(request with { CurrentSession = Session }, Said);
        await Crew.RunAsync(Session.Sandbox, stage, items);
        return [.. Said.Outputs.Cast<T>()];
    }

    /// <summary>Runs one stage on one object that must succeed.</summary>
    public async Task<T> OneAsync<T>(StageRequest request, object? item, Collector? sink = null)
    {
        var outputs = await RunAsync<T>(request, sink, item);
        Assert.True(Said.Errors.IsEmpty,
            string.Join("; ", Said.Errors.Select(error => $"{error.ErrorId}: {error.Message}"))
            + string.Join('\n', Said.Texts.Where(text => text.StartsWith("System.", StringComparison.Ordinal))));
        return Assert.Single(outputs);
    }

    /// <summary>Runs one stage on one object that must fail with this id.</summary>
    public async Task<TimescaleVpcException> FailsAsync(string errorId, StageRequest request, object? item)
    {
        TimescaleVpcException error;
        try
        {
            var outputs = await RunAsync<object>(request, null, item);
            Assert.Empty(outputs);
            error = Assert.Single(Said.Errors);
        }
        catch (TimescaleVpcException failure)
        {
            error = failure;
        }

        Assert.True(errorId == error.ErrorId, $"{error.ErrorId}: {error.Message}");
        Assert.NotEmpty(error.RecommendedAction);
        return error;
    }

    public static PeerPair Pair(string vpc = West, string vnet = "Prod-VNet") =>
        new(new VpcRef(null, vpc), new VNetRef(null, vnet));

    /// <summary>The peering of the walkthrough by its names.</summary>
    public static PeeringRef Names(string vpc = West, string vnet = "Prod-VNet") =>
        new(null, new VpcRef(null, vpc), new VNetRef(null, vnet) { ResourceGroupName = "Network-RG" });

    public static GrantPeerRoleRequest GrantRequest => new() { ResourceGroupName = "Network-RG" };

    public Task<AzurePeerGrant> GrantAsync(Collector? sink = null) =>
        OneAsync<AzurePeerGrant>(GrantRequest, Pair(), sink);

    /// <summary>The pipeline of the walkthrough, from the grant to ACTIVE.</summary>
    public async Task<VpcPeering> PeerAsync(Func<Collector>? sink = null)
    {
        var grant = await GrantAsync(sink?.Invoke());
        var addedPeering = await OneAsync<VpcPeering>(new AddPeeringRequest(), grant, sink?.Invoke());
        var approvedPeering = await OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering, sink?.Invoke());
        return await OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, sink?.Invoke());
    }

    public int Mutations => World.Requests.Count(request => request.Mutates);
}

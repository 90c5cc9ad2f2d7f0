using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>A world and a session in it; runs one stage after the other and judges each by itself.</summary>
internal sealed class Bench
{
    /// <summary>No stage takes more than a second or two; one that does not end would hang the tests.</summary>

    private static readonly string[] Regions = ["us-east-1", "eu-west-1"];

    private static readonly HashSet<string> Catalogued = [.. Catalogue.All.Select(entry => entry.Id)];

    private readonly PeeringEngine engine = new();
    private readonly TimescaleSession[] sessions;
    private TimescaleSession session;

    private Bench(TimescaleSession[] sessions) => (this.sessions, session) = (sessions, sessions[0]);

    public VpcSandbox World { get; } = new SandboxWorld();

    public int Stages { get; private set; }

    /// <summary>The warnings of the last stage.</summary>
    public string[] Warnings { get; private set; } = [];

    /// <summary>The errors of the last stage.</summary>
    public TimescaleVpcException[] Errors { get; private set; } = [];

    public static async Task<Bench> StartAsync()
    {
        var bench = new Bench(new TimescaleSession[2]);
        for (var index = 0; index < bench.sessions.Length; index++)
        {
            var sink = new Support.Collector();
            var request = new ConnectRequest
            {
                Sandbox = true, World = bench.World, SessionId = index + 1, AwsRegion = Regions[index],
            };
            await bench.engine.Open(request, sink).ProcessAsync(null, CancellationToken.None);
            bench.sessions[index] = (TimescaleSession)sink.Outputs.Single();
        }

        bench.SignIn(0);
        return bench;
    }

    /// <summary>One session is in the region of the first network, the other one in that of the second.</summary>
    public void SignIn(int number) => session = sessions[number % sessions.Length];

    public int Mutations => World.Requests.Count(request => request.Mutates);

    public SandboxItem[] Items(string kind) => [.. World.Inventory().Where(item => item.Kind == kind)];

    /// <summary>Runs a stage on one object; what it writes and says must be true.</summary>
    public async Task<object[]> RunAsync(StageRequest request, object? item, bool planning)
    {
        var (requests, mutations, began) = (World.Requests.Length, Mutations, World.Clock.UtcNow);
        var sink = new Support.Collector(planning);
        try
        {
            await StageAsync(request, item, sink).WaitAsync(Hang.Limit);
        }
        catch (TimescaleVpcException error)
        {
            sink.Error(error);
        }

        Stages++;
        var (outputs, elapsed) = (sink.Outputs.ToArray(), World.Clock.UtcNow - began);
        (Warnings, Errors) = ([.. sink.Warnings], [.. sink.Errors]);
        foreach (var error in Errors)
        {
            Assert.True(Catalogued.Contains(error.ErrorId) && error.ErrorId != Catalogue.UnexpectedError.Id,
                $"{error.ErrorId}: {error.Message}\n{string.Join('\n', sink.Texts.Where(text => text.Contains("   at ")))}");
            Assert.NotEmpty(error.RecommendedAction);
        }

        var count = World.Requests.Length - requests;
        Assert.True(count <= 200 + (elapsed.TotalSeconds / 2), $"{count} requests in {elapsed}");
        Assert.True(elapsed <= TimeSpan.FromMinutes(45), $"{request.GetType().Name} took {elapsed}");
        if (planning || IsPlanned(item)) Assert.Equal(mutations, Mutations);
        if ((planning || IsPlanned(item)) && request is not (GetVpcRequest or GetPeeringRequest))
            Assert.All(outputs, output => Assert.True(IsPlanned(output)));
        Assert.True(Items("Entra.Credential").Length == 0
            || Warnings.Any(text => text.Contains("could not be removed", StringComparison.Ordinal)), "A live credential");
        return outputs;
    }

    private async Task StageAsync(StageRequest request, object? item, Support.Collector sink)
    {
        var stage = engine.Open(request with { CurrentSession = session }, sink);
        await Support.Crew.RunAsync(World, stage, [item]);
    }

    public static bool IsPlanned(object? item) => item switch
    {
        Vpc vpc => vpc.Planned,
        VpcRef { Vpc: { } vpc } => vpc.Planned,
        PeerPair { Vpc.Vpc: { } vpc } => vpc.Planned,
        AwsPeerPair { Vpc.Vpc: { } vpc } => vpc.Planned,
        AzurePeerGrant grant => grant.Planned,
        VpcPeering peering => peering.Planned,
        ServiceVpc service => service.Planned,
        PeeringUndo undo => undo.Planned,
        _ => false,
    };
}

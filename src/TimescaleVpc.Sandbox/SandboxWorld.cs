using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Clock;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Graph;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Network;
using TimescaleVpc.Sandbox.Outside;
using TimescaleVpc.Sandbox.Remote;
using TimescaleVpc.Sandbox.Seeding;
using TimescaleVpc.Sandbox.Sts;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox;

/// <summary>
/// The simulated clouds: managed service, Entra, Microsoft Graph, Azure Resource Manager, Timescale Cloud, EC2 and STS,
/// with one virtual clock.
/// </summary>
public sealed class SandboxWorld : VpcSandbox
{
    private readonly World world;
    private readonly Hosts hosts;
    private readonly OutsideWorld outside;
    private readonly RequestLog log = new();
    private readonly FaultQueue faults = new();
    private readonly List<WorldStep> steps = [];
    private readonly (int Seed, bool IsEmpty, int Order) beginning;

    /// <summary>The default world with seed 1.</summary>
    public SandboxWorld()
        : this(1)
    {
    }

    /// <summary>
    /// Creates the default world. Two worlds with one seed give the same responses to the same requests.
    /// </summary>
    /// <param name="seed">Decides all generated ids and the order of concurrent work.</param>
    public SandboxWorld(int seed)
        : this(seed, isEmpty: false)
    {
    }

    /// <summary>Creates the default world, with or without its networks and services.</summary>
    /// <param name="seed">Decides all generated ids and the order of concurrent work.</param>
    /// <param name="isEmpty">Leaves out all networks and services.</param>
    public SandboxWorld(int seed, bool isEmpty)
        : this(seed, isEmpty, seed)
    {
    }

    /// <summary>Creates a world with one seed for its ids and another one for the order of work.</summary>
    internal SandboxWorld(int seed, bool isEmpty, int order)
    {
        beginning = (seed, isEmpty, order);
        world = new World(seed, order);
        DefaultWorld.Build(world, isEmpty);
        hosts = new Hosts(
        [
            // A signature tells the host of a request before its path does; the paths of Entra are the widest.
            new Ec2Host(world), new StsHost(world), new MstHost(world), new TigerHost(world), new GraphHost(world),
            new ArmHost(world), new EntraHost(world),
        ]);
        outside = new OutsideWorld(hosts);
        Clock = new ClockView(world.Clock, () => world.Enter(_ => { }));
    }

    /// <inheritdoc/>
    public override SandboxRequest[] Requests => log.All;

    /// <inheritdoc/>
    public override SandboxClock Clock { get; }

    /// <inheritdoc/>
    public override SandboxSettings Settings => world.Settings;

    /// <inheritdoc/>
    public override SandboxFault[] Faults => faults.Pending;

    /// <inheritdoc/>
    public override SandboxFault[] StruckFaults => faults.Injected;

    /// <inheritdoc/>
    public override string[] RequestKinds => [.. hosts.Kinds];

    /// <inheritdoc/>
    public override string[] OutsideChanges => [.. outside.Names];

    /// <summary>The names of all hosts that the world plays.</summary>
    internal string[] HostNames => [.. hosts.All.SelectMany(host => host.Names)];

    internal override TimeProvider Time => world.Clock;

    internal override IActivity Activity => world.Clock;

    internal override SandboxSignIn SignIn => world.Enter(world => DefaultWorld.SignIn with
    {
        Users = [.. world.Entra.Customer.Users.Select(user => KeyValuePair.Create(user.Upn, user.Password))],
        AwsCredentials = [.. world.Aws.Profiles],
    });

    /// <inheritdoc/>
    public override void AddFault(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        FaultRules.Check(fault, hosts.Kinds);
        faults.Add(fault);
    }

    /// <inheritdoc/>
    public override void ClearFaults() => faults.Clear();

    /// <inheritdoc/>
    public override SandboxItem[] Inventory() => world.Enter(_ => hosts.Items);

    /// <inheritdoc/>
    public override SandboxItem[] RecycleBin() => world.Enter(_ => hosts.DeletedItems);

    /// <inheritdoc/>
    public override void Change(string change, string target) => world.Enter(world =>
    {
        var before = Step();
        outside.Apply(world, change, target);
        steps.Add(before with { Change = new ChangeRequest(change, target) });
    });

    /// <summary>Whether a host of this name is played.</summary>
    internal bool Plays(string host) => hosts.Find(host) is not null;

    /// <summary>The name of the host that a request to localhost is meant for; null if it fits none.</summary>
    internal string? NameFor(string path, string authorization) => hosts.NameFor(path, authorization);

    /// <summary>Sets the latency of every kind of request to that of the real platforms.</summary>
    internal void SetRealisticLatency()
    {
        foreach (var host in hosts.All)
            foreach (var route in host.Table.Routes)
                world.Settings.Latency[route.Kind] = host.Latency;
    }

    /// <summary>The kind of a request and whether it may change something, without handling it.</summary>
    internal (string Kind, bool Mutates) Identify(HttpRequestMessage request, string body)
    {
        var (_, kind, mutates) = hosts.Find(new SimulatedRequest(world, request, body));
        return (kind, mutates);
    }

    /// <summary>
    /// Reads the state under the lock, for tests to which an inventory after each request is too slow.
    /// </summary>
    internal T Look<T>(Func<World, T> look) => world.Enter(look);

    /// <summary>Lets real time move the clock, this many times as fast.</summary>
    internal void Drive(double speed) => world.Clock.Drive(speed);

    /// <summary>Changes settings by name, all of them or none.</summary>
    /// <exception cref="ArgumentException">A name or value is unfit.</exception>
    internal void Change(JsonObject settings) => world.Enter(world => SettingsJson.Apply(world.Settings, settings));

    internal override void Add(IReadOnlyList<SandboxPart> parts) => world.Enter(world =>
    {
        var before = Step();
        new Seeder(world, faults, hosts).Apply(parts);
        // The recipe contains the faults in their final state.
        steps.Add(before with { Parts = [.. parts.Where(part => part.Parameter != "Fault").Select(PartData.Of)] });
    });

    internal override IReadOnlyDictionary<string, (string[] Required, string[] Optional)> PartKeys =>
        world.Enter(world => new Seeder(world, faults, hosts).Keys);

    internal override string Recipe() => world.Enter(world =>
    {
        if (log.All.Length is > 0 and var count)
            throw new InvalidOperationException(
                $"it has answered {count} requests, and a server could not repeat them");
        return JsonSerializer.Serialize(
            new WorldRecipe(beginning.Seed, beginning.Order, beginning.IsEmpty, steps, Clock.UtcNow,
                SettingsJson.Write(world.Settings), Faults), AdminJson.Options);
    });

    private WorldStep Step() => new(Clock.UtcNow, SettingsJson.Write(Settings), null, null);

    internal override HttpMessageHandler CreateHandler() => new WorldHandler(world, hosts, log, faults);

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password) =>
        world.Enter(world => new ProbeRun(world, from).Run(host, port, userName, password));
}

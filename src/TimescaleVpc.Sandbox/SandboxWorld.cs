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
    private readonly World _world;
    private readonly Hosts _hosts;
    private readonly RequestLog _log = new();
    private readonly FaultQueue _faults = new();
    private readonly List<WorldStep> _steps = [];
    private readonly (int Seed, bool IsEmpty, int Order) _beginning;

    /// <summary>The default world with seed 1.</summary>
    public SandboxWorld()
        : this(1)
    {
    }

    /// <summary>The default world. Two worlds with one seed answer the same requests alike.</summary>
    /// <param name="seed">
    /// Decides all ids that the simulated platforms make up, and the order of work that goes on side by side.
    /// </param>
    public SandboxWorld(int seed)
        : this(seed, isEmpty: false)
    {
    }

    /// <summary>The default world, or what is left of it without networks and services.</summary>
    /// <param name="seed">
    /// Decides all ids that the simulated platforms make up, and the order of work that goes on side by side.
    /// </param>
    /// <param name="isEmpty">Leaves out all networks and services.</param>
    public SandboxWorld(int seed, bool isEmpty)
        : this(seed, isEmpty, seed)
    {
    }

    /// <summary>A world whose ids and whose order are decided by two seeds, so that one can change alone.</summary>
    internal SandboxWorld(int seed, bool isEmpty, int order)
    {
        _beginning = (seed, isEmpty, order);
        _world = new World(seed, order);
        DefaultWorld.Build(_world, isEmpty);
        _hosts = new Hosts(
        [
            new MstHost(_world), new EntraHost(_world), new GraphHost(_world), new ArmHost(_world), new TigerHost(),
            new Ec2Host(_world), new StsHost(_world),
        ]);
        Clock = new ClockView(_world.Clock, () => _world.Enter(_ => { }));
    }

    /// <inheritdoc/>
    public override SandboxRequest[] Requests => _log.All;

    /// <inheritdoc/>
    public override SandboxClock Clock { get; }

    /// <inheritdoc/>
    public override SandboxSettings Settings => _world.Settings;

    /// <inheritdoc/>
    public override SandboxFault[] Faults => _faults.Pending;

    /// <inheritdoc/>
    public override SandboxFault[] StruckFaults => _faults.Struck;

    /// <inheritdoc/>
    public override string[] RequestKinds => [.. _hosts.Kinds];

    /// <inheritdoc/>
    public override string[] OutsideChanges => [.. OutsideWorld.Names];

    /// <summary>The names of all hosts that the world plays.</summary>
    internal string[] HostNames => [.. _hosts.All.SelectMany(host => host.Names)];

    internal override TimeProvider Time => _world.Clock;

    internal override IActivity Activity => _world.Clock;

    internal override SandboxSignIn SignIn => _world.Enter(world => DefaultWorld.SignIn with
    {
        Users = [.. world.Entra.Customer.Users.Select(user => KeyValuePair.Create(user.Upn, user.Password))],
        AwsCredentials = [.. world.Aws.Profiles],
    });

    /// <inheritdoc/>
    public override void AddFault(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        FaultRules.Check(fault, _hosts.Kinds);
        _faults.Add(fault);
    }

    /// <inheritdoc/>
    public override void ClearFaults() => _faults.Clear();

    /// <inheritdoc/>
    public override SandboxItem[] Inventory() => _world.Enter(Outside.Inventory.Live);

    /// <inheritdoc/>
    public override SandboxItem[] RecycleBin() => _world.Enter(Outside.Inventory.Deleted);

    /// <inheritdoc/>
    public override void Change(string change, string target) => _world.Enter(world =>
    {
        var before = Step();
        OutsideWorld.Apply(world, change, target);
        _steps.Add(before with { Change = new ChangeRequest(change, target) });
    });

    /// <summary>Whether a host of this name is played.</summary>
    internal bool Plays(string host) => _hosts.Find(host) is not null;

    /// <summary>The kind of a request, and whether it may change something, without answering it.</summary>
    internal (string Kind, bool Mutates) Identify(HttpRequestMessage request, string body)
    {
        var (_, kind, mutates) = _hosts.Find(new SimulatedRequest(_world, request, body));
        return (kind, mutates);
    }

    /// <summary>Reads the state under the lock, for tests to which an inventory after each request is too slow.</summary>
    internal T Look<T>(Func<World, T> look) => _world.Enter(look);

    /// <summary>Lets real time move the clock, this many times as fast.</summary>
    internal void Drive(double speed) => _world.Clock.Drive(speed);

    /// <summary>Changes settings by name, all of them or none.</summary>
    /// <exception cref="ArgumentException">A name or value is unfit.</exception>
    internal void Change(JsonObject settings) => _world.Enter(world => SettingsJson.Apply(world.Settings, settings));

    internal override void Add(IReadOnlyList<SandboxPart> parts) => _world.Enter(world =>
    {
        var before = Step();
        new Seeder(world, _faults, _hosts.Kinds).Apply(parts);
        // Faults are told as they are in the end.
        _steps.Add(before with { Parts = [.. parts.Where(part => part.Parameter != "Fault").Select(PartData.Of)] });
    });

    internal override string Recipe() => _world.Enter(world =>
    {
        if (_log.All.Length is > 0 and var count)
            throw new InvalidOperationException(
                $"it has answered {count} requests, and a server could not repeat them");
        return JsonSerializer.Serialize(
            new WorldRecipe(_beginning.Seed, _beginning.Order, _beginning.IsEmpty, _steps, Clock.UtcNow,
                SettingsJson.Write(world.Settings), Faults), AdminJson.Options);
    });

    private WorldStep Step() => new(Clock.UtcNow, SettingsJson.Write(Settings), null, null);

    internal override HttpMessageHandler CreateHandler() => new WorldHandler(_world, _hosts, _log, _faults);

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password) =>
        _world.Enter(world => new ProbeRun(world, from).Run(host, port, userName, password));
}

using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// A sandbox that is watched: after each request that may change something its invariants are looked at. A run sees it
/// behind parts of its own.
/// </summary>
internal sealed class WatchedWorld : VpcSandbox
{
    private readonly SandboxWorld inner;

    /// <param name="order">The seed that decides the order of what goes on side by side.</param>
    public WatchedWorld(int order = 1)
        : this(new SandboxWorld(1, isEmpty: false, order))
    {
    }

    public WatchedWorld(SandboxWorld inner)
        : this(inner, new Invariants(inner), inner.Inventory(), [])
    {
    }

    private WatchedWorld(SandboxWorld inner, Invariants invariants, SandboxItem[] start, Part[] parts) =>
        (this.inner, Invariants, Start, Parts) = (inner, invariants, start, parts);

    public Invariants Invariants { get; }

    /// <summary>The inventory of the world when it was new.</summary>
    public SandboxItem[] Start { get; }

    /// <summary>More than any run sends that ends; the longest polls for an hour, every two seconds.</summary>
    public int MostRequests { get; init; } = 20_000;

    /// <summary>What stands between, from the run to the world.</summary>
    public Part[] Parts { get; }

    public override SandboxRequest[] Requests => inner.Requests;

    public override SandboxClock Clock => inner.Clock;

    public override SandboxSettings Settings => inner.Settings;

    public override SandboxFault[] Faults => inner.Faults;

    public override SandboxFault[] StruckFaults => inner.StruckFaults;

    public override string[] RequestKinds => inner.RequestKinds;

    public override string[] OutsideChanges => inner.OutsideChanges;

    internal override TimeProvider Time => inner.Time;

    internal override IActivity Activity => inner.Activity;

    internal override SandboxSignIn SignIn => inner.SignIn;

    /// <summary>The same world as a run sees it; the watcher stands next to the world.</summary>
    public WatchedWorld Behind(params Part[] parts) =>
        new(inner, Invariants, Start, [.. parts, new Watcher(Invariants, MostRequests)]);

    public override void AddFault(SandboxFault fault) => inner.AddFault(fault);

    public override void ClearFaults() => inner.ClearFaults();

    public override SandboxItem[] Inventory() => inner.Inventory();

    public override SandboxItem[] RecycleBin() => inner.RecycleBin();

    public override void Change(string change, string target) =>
        Invariants.Outside(() => inner.Change(change, target));

    internal override void Add(IReadOnlyList<SandboxPart> parts) => Invariants.Outside(() => inner.Add(parts));

    internal override HttpMessageHandler CreateHandler() => new Way(inner, Parts, inner.CreateHandler());

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password) =>
        inner.Probe(from, host, port, userName, password);

    private sealed class Way(SandboxWorld world, Part[] parts, HttpMessageHandler wire) : DelegatingHandler(wire)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var (kind, mutates) = world.Identify(request, body);
            return await NextAsync(new Exchange(request, body, kind, mutates, cancellationToken), 0);
        }

        private Task<HttpResponseMessage> NextAsync(Exchange exchange, int at) => at == parts.Length
            ? base.SendAsync(exchange.Request, exchange.Cancel)
            : parts[at].SendAsync(exchange, () => NextAsync(exchange, at + 1));
    }
}

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// A world that answers as it was recorded. Its clock is a sandbox's, so that no wait takes time, and begins when the
/// recording did.
/// </summary>
internal sealed class ReplayWorld : VpcSandbox
{
    private readonly object sync = new();
    private readonly VpcSandbox clock;
    private readonly RecordedExchanges exchanges;
    private readonly RecordedRun run;
    private readonly List<SandboxRequest> requests = [];

    /// <param name="run">The recording.</param>
    /// <param name="clock">A sandbox for its clock.</param>
    public ReplayWorld(RecordedRun run, VpcSandbox clock)
    {
        this.run = run;
        this.clock = clock;
        exchanges = new RecordedExchanges(run.Wire);
        if (run.Wire.Exchanges is [{ At: var begin }, ..] && begin.UtcDateTime > clock.Clock.UtcNow)
            clock.Clock.Advance(begin.UtcDateTime - clock.Clock.UtcNow);
    }

    public RecordedSession Recorded => run.Session;

    public override SandboxRequest[] Requests
    {
        get { lock (sync) return [.. requests]; }
    }

    public override SandboxClock Clock => clock.Clock;

    public override SandboxSettings Settings => clock.Settings;

    public override SandboxFault[] Faults => [];

    public override SandboxFault[] StruckFaults => [];

    public override string[] RequestKinds => [];

    public override string[] OutsideChanges => [];

    internal override TimeProvider Time => clock.Time;

    internal override IActivity Activity => clock.Activity;

    internal override string Word => "replay";

    /// <summary>The recorded one.</summary>
    internal override string? AzureSignIn => Recorded.AzureSignIn;

    internal override SandboxSignIn SignIn => Recorded.StandInSignIn();

    /// <summary>The request that opens the session as it was opened then, unless something else is asked.</summary>
    public ConnectRequest Again(ConnectRequest request) => Recorded.Again(request, this);

    public override void AddFault(SandboxFault fault) => throw Fixed();

    public override void ClearFaults() { }

    public override SandboxItem[] Inventory() => [];

    public override SandboxItem[] RecycleBin() => [];

    public override void Change(string change, string target) => throw Fixed();

    internal override HttpMessageHandler CreateHandler() => new ReplayHandler(exchanges, run.Cut, this, Hear);

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password)
    {
        var noCheck = new ProbeResult { Status = "Skipped", Detail = "A recording holds no connection to a service." };
        return new SandboxProbe(noCheck, noCheck, noCheck, noCheck);
    }

    private static NotSupportedException Fixed() => new("A replay answers as it was recorded; nothing changes it.");

    private void Hear(Exchange exchange)
    {
        lock (sync)
        {
            requests.Add(new SandboxRequest
            {
                Number = requests.Count + 1,
                Time = Clock.UtcNow,
                Kind = exchange.Action ?? exchange.Method,
                Method = exchange.Method,
                Host = exchange.Host,
                Path = exchange.Path + (exchange.Query.Length > 0 ? "?" + exchange.Query : ""),
                Status = exchange.Status,
                Mutates = !RecordedExchanges.OnlyReads(exchange),
            });
        }
    }
}

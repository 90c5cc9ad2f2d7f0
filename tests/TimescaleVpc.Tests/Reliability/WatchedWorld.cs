using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A sandbox whose wire a test watches, and may change the answers on.</summary>
internal sealed class WatchedWorld(Func<SandboxRequest, HttpRequestMessage, HttpResponseMessage, Task> answered)
    : VpcSandbox
{
    private readonly SandboxWorld inner = new();

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

    public override void AddFault(SandboxFault fault) => inner.AddFault(fault);

    public override void ClearFaults() => inner.ClearFaults();

    public override SandboxItem[] Inventory() => inner.Inventory();

    public override SandboxItem[] RecycleBin() => inner.RecycleBin();

    public override void Change(string change, string target) => inner.Change(change, target);

    internal override HttpMessageHandler CreateHandler() => new Watch(this, inner.CreateHandler());

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password) =>
        inner.Probe(from, host, port, userName, password);

    /// <summary>Whether a path in the log, which cuts what is signed, is this one.</summary>
    private static bool IsOf(string logged, string path) =>
        logged == path || (logged.EndsWith('…') && path.StartsWith(logged[..^1], StringComparison.Ordinal));

    private sealed class Watch(WatchedWorld world, HttpMessageHandler next) : DelegatingHandler(next)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            // Requests that run side by side may be told apart by their address only.
            var path = request.RequestUri!.PathAndQuery;
            var logged = world.Requests.Last(item =>
                item.Host == request.RequestUri.Host && item.Method == request.Method.Method && IsOf(item.Path, path));
            await world.Answered(logged, request, response);
            return response;
        }
    }

    private Task Answered(SandboxRequest logged, HttpRequestMessage request, HttpResponseMessage response) =>
        answered(logged, request, response);
}

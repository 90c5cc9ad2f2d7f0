using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox;

/// <summary>
/// The world of a server on this machine: requests go over sockets and TLS, everything else over the server's own
/// endpoint.
/// </summary>
internal sealed class RemoteWorld : VpcSandbox
{
    private readonly SandboxServer server;
    private readonly ServerLink link;
    private readonly RemoteSettings settings;

    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public RemoteWorld(SandboxServer server)
    {
        this.server = server;
        link = new ServerLink(server);
        settings = new RemoteSettings(link);
        Clock = new RemoteClock(link);
    }

    public override SandboxRequest[] Requests => Ask<SandboxRequest[]>("requests");

    public override SandboxClock Clock { get; }

    public override SandboxSettings Settings => settings.Value;

    public override SandboxFault[] Faults => Ask<SandboxFault[]>("faults");

    public override SandboxFault[] StruckFaults => Ask<SandboxFault[]>("faults/struck");

    public override string[] RequestKinds => Ask<string[]>("request-kinds");

    public override string[] OutsideChanges => Ask<string[]>("changes");

    internal override TimeProvider Time => link.Clock;

    internal override IActivity Activity => link.Clock;

    internal override SandboxSignIn SignIn
    {
        get
        {
            settings.Send();
            using var data = link.Ask("sign-in");
            return SignInJson.Read(data.RootElement);
        }
    }

    public override void AddFault(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Do(HttpMethod.Post, "faults", fault);
    }

    public override void ClearFaults() => Do(HttpMethod.Delete, "faults");

    public override SandboxItem[] Inventory() => Ask<SandboxItem[]>("inventory");

    public override SandboxItem[] RecycleBin() => Ask<SandboxItem[]>("recycle-bin");

    public override void Change(string change, string target) =>
        Do(HttpMethod.Post, "changes", new ChangeRequest(change, target));

    internal override void Add(IReadOnlyList<SandboxPart> parts) =>
        Do(HttpMethod.Post, "parts", parts.Select(PartData.Of).ToArray());

    internal override void Become(string recipe) => Do(HttpMethod.Post, "world", JsonNode.Parse(recipe));

    internal override void Publish(string file) => Do(HttpMethod.Post, "connection", new PublishRequest(file));

    internal override void EndServer() => Do(HttpMethod.Post, "stop");

    internal override HttpMessageHandler CreateHandler() =>
        new RemoteHandler(link, settings, Loopback.CreateHandler(server));

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password)
    {
        settings.Send();
        return link.Ask<SandboxProbe>(
            HttpMethod.Post, "probe", new ProbeRequest(from, host, port, userName, password));
    }

    /// <summary>Replaces the server's world.</summary>
    internal void Reset() => Do(HttpMethod.Post, "reset", new ResetRequest(null));

    private T Ask<T>(string what)
    {
        settings.Send();
        return link.Ask<T>(HttpMethod.Get, what);
    }

    private void Do(HttpMethod method, string what, object? body = null)
    {
        settings.Send();
        link.Do(method, what, body);
    }
}

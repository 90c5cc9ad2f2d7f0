using System.Net;
using System.Net.Sockets;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Recording;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// What a real session finds of a service's name and port, on loopback; that takes the place of the VPC's range, and
/// this computer of one in the customer's network.
/// </summary>
public sealed class ServiceReachTests
{
    private const string Loopback = "127.0.0.0/8";

    /// <summary>Long enough for what answers at once, however busy the machine is.</summary>
    private static readonly TimeSpan Patience = Hang.Limit;

    private static readonly IPAddress[] Inside = [IPAddress.Parse("10.1.0.4")];
    private static readonly IPAddress[] Outside = [IPAddress.Parse("192.168.7.4")];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_service_that_answers_is_no_finding(string host)
    {
        using var listener = Bind();
        listener.Listen();
        Assert.Empty(await FindAsync(host, Port(listener)));
    }

    [Fact]
    public async Task A_port_that_is_closed_is_found_from_inside_and_not_tried_from_elsewhere()
    {
        // Bound and not listening: it refuses, and the port stays taken.
        using var bound = Bind();
        var finding = Assert.Single(await FindAsync("127.0.0.1", Port(bound)));
        Assert.Equal(("PortNotReached", "Problem"), (finding.Id, finding.Severity));
        Assert.Contains("refused, nothing listens there", finding.Cause, StringComparison.Ordinal);
        Assert.Equal(Environment.MachineName, Assert.Single(finding.Evidence).Where);

        Assert.Empty(await FindAsync("127.0.0.1", Port(bound), addresses: Outside));
        Assert.Empty(await FindAsync("127.0.0.1", Port(bound), addresses: []));
    }

    [Fact]
    public async Task A_port_that_never_answers_ends_by_the_patience()
    {
        // Linux drops what comes to a full queue, as a firewall would; elsewhere it is refused.
        if (!OperatingSystem.IsLinux()) return;
        using var full = Bind();
        full.Listen(0);
        using var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await filler.ConnectAsync(full.LocalEndPoint!);
        var finding = Assert.Single(await FindAsync(
            "127.0.0.1", Port(full), patience: TimeSpan.FromMilliseconds(200)));
        Assert.Equal("PortNotReached", finding.Id);
        Assert.Contains("a firewall or route may drop it", finding.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-host.invalid")]
    [InlineData("not a name")]
    public async Task A_name_that_does_not_resolve_is_found_from_everywhere(string host)
    {
        foreach (var addresses in new[] { Inside, Outside })
        {
            var finding = Assert.Single(await FindAsync(host, 5432, addresses: addresses));
            Assert.Equal(("HostNotResolved", "Warning"), (finding.Id, finding.Severity));
            Assert.Contains(host, finding.Cause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_leads_out_of_the_VPC_is_found_and_its_port_not_tried()
    {
        using var bound = Bind();
        var finding = Assert.Single(await FindAsync("localhost", Port(bound), range: "10.200.0.0/24"));
        Assert.Equal("HostResolvesElsewhere", finding.Id);
        Assert.Contains("10.200.0.0/24", finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_it()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FindAsync("127.0.0.1", 5432, stop: stop.Token));
    }

    /// <summary>A recording holds no connection to a service, so nothing is found, and nothing is asked.</summary>
    [Fact]
    public async Task A_replay_touches_neither_DNS_nor_the_network()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(10));
        var request = new TestPeeringRequest { Service = ["mst-metrics"] };
        Assert.Empty(await walk.RunAsync<PeeringFinding>(request, null, peering));
        using var file = new TempReport(walk.Session, keepNames: true);

        using var names = new ResolvedNames();
        await Dns.GetHostAddressesAsync("localhost");
        Assert.Contains("localhost", names.All);
        var again = await Walk.StartAsync(new ConnectRequest { Replay = file.Path });
        peering = await again.PeerAsync();
        await again.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        again.World.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await again.RunAsync<PeeringFinding>(request, null, peering));
        Assert.Empty(again.Said.Errors);
        Assert.DoesNotContain(names.All, name => name.Contains("mst-metrics", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<IReadOnlyList<PeeringFinding>> FindAsync(
        string host, int port, string range = Loopback, IPAddress[]? addresses = null, TimeSpan? patience = null,
        CancellationToken stop = default)
    {
        var session = new TimescaleSession { Id = 1 };
        using var state = new SessionState(
            new ConnectRequest(), new Wire(WorkClock.Real, new StubHandler((_, _) => throw new IOException())), [],
            sandbox: null);
        var context = new ItemContext(session, state, new Collector(), DateTimeOffset.MaxValue, Hang.Limit)
            .Sharing(new Survey());
        var peering = new VpcPeering { VpcId = "v", VpcCidr = range, VNetId = "/n", Cloud = Cloud.Azure };
        var service = new FoundService(
            new ServiceVpc { Service = "orders", ServiceId = "orders", VpcId = "v", Host = host, Port = port },
            IsSettled: true);
        var peeringCase = new PeeringCase(
            new("v - n", peering), new Vpc { VpcId = "v", Cidr = range }, peering, PlatformPeering: null,
            IsExpected: true)
        {
            AllServices = new(new("the services", "project p"), default, [service], null),
        };
        return await new ServiceReach(context, patience ?? Patience, addresses ?? Inside)
            .OfAsync(peeringCase, ["orders"], ["10.1.0.0/16"], stop);
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}

using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>One attempt to reach a service: name, connection, encryption, login; each needs the one before.</summary>
internal sealed class ProbeRun(World world, string? from)
{
    /// <summary>The address that a test from outside comes from.</summary>
    public const string TesterAddress = "203.0.113.200";

    public SandboxProbe Run(string host, int port, string? userName, string? password)
    {
        if (AwsPlace.IsDeaf(world, from))
            return Stop(Failed($"The resolver of {from} does not answer: DNS support is off"), null, null);
        if (TigerProbe.Find(world, host) is { } cloud)
            return Run(new TigerProbe(world, cloud), host, port, userName, password);
        var service = world.Mst.Services.FirstOrDefault(item => Same(item.Host, host) || Same(item.PublicHost, host));
        if (service is null) return Stop(Failed($"No such host is known: {host}"), null, null);
        if (service is { Obstacle: ServiceObstacle.NameDiscarded, ResolvedVpcId: not null })
            return Stop(Failed($"The DNS server gives no address of {host}: it discards private ones"), null, null);
        var isPublicName = Same(service.PublicHost, host);
        var dns = isPublicName ? Passed($"{host} resolves to the public address {service.PublicAddress}") with
        {
            Addresses = [service.PublicAddress],
        } : Dns(service);
        var source = world.Arm.Network(from);
        if (from is not null && source is null && AwsPlace.Of(world, from).Count == 0)
            return Stop(dns, Failed($"There is no network {from}"), null);
        var tcp = service.Port != port ? Failed($"Refused: nothing listens on port {port}")
            : isPublicName ? InPublic(service) : Tcp(service, source);
        if (tcp.Status != "Passed") return Stop(dns, tcp, null);
        var tls = Passed($"Certificate of {host}, issued by the project's CA");
        return new SandboxProbe(dns, tcp, tls, Login(service, userName, password));
    }

    private SandboxProbe Run(TigerProbe probe, string host, int port, string? userName, string? password)
    {
        var dns = probe.Dns(host);
        if (dns.Status != "Passed") return Stop(dns, null, null);
        var tcp = probe.Tcp(host, port, from);
        if (tcp.Status != "Passed") return Stop(dns, tcp, null);
        var login = userName is null ? Skipped("No user name was given")
            : userName == "tsdbadmin" && probe.IsPassword(password ?? "") ? Passed($"Logged in as {userName}")
            : Failed($"password authentication failed for user \"{userName}\"");
        return new SandboxProbe(dns, tcp, Passed($"Certificate of {host}, issued by a public authority"), login);
    }

    private ProbeResult Dns(Service service)
    {
        var vpc = Vpc(service.ResolvedVpcId);
        var address = vpc is null ? service.PublicAddress : PrivateAddress(vpc);
        var kind = vpc is null ? "public" : "private";
        return Passed($"{service.Host} resolves to the {kind} address {address}") with { Addresses = [address] };
    }

    private ProbeResult Tcp(Service service, VNet? source)
    {
        var resolvedVpc = Vpc(service.ResolvedVpcId);
        if (!Same(service.ResolvedVpcId, service.LocatedVpcId))
            return Failed("Timed out: DNS still gives the address from before the move");
        if (resolvedVpc is null) return InPublic(service);
        var address = $"{PrivateAddress(resolvedVpc)}:{service.Port}";
        if (resolvedVpc.IsAws && from is not null) return InAws(resolvedVpc, service, from);
        if (source is null) return Failed($"Timed out: {address} is private and this is the public internet");
        if (service.Obstacle == ServiceObstacle.PortDropped)
            return Failed($"Timed out: a firewall drops what goes to {address}");
        var ownVNet = world.Arm.Network(resolvedVpc.NetworkId);
        var half = source.Peerings.Find(item => ownVNet is not null && item.PointsAt(ownVNet));
        if (half is null) return Failed($"Timed out: {source.Name} has no peering to the network of {address}");
        if (half.State != "Connected") return Failed($"Timed out: the peering {half.Name} is {half.State}");
        if (!half.AllowVirtualNetworkAccess)
            return Failed($"Timed out: the peering {half.Name} does not allow virtual network access");
        var connection = resolvedVpc.Connections.Find(item => Same(item.CustomerNetworkId, source.ArmId));
        if (connection?.State != "ACTIVE")
            return Failed($"Timed out: Timescale's connection is {connection?.State ?? "missing"}, not ACTIVE");
        var traffic = new AzureTraffic(source, half);
        var target = PrivateAddress(resolvedVpc);
        string[] blocks =
        [
            .. source.Subnets.Select(subnet => traffic.Block(subnet, target, service.Port) is { } reason
                ? $"subnet {subnet.Name}: {reason}" : null).OfType<string>(),
            .. source.Group.Nics.Where(nic => nic.Network == source)
                .Select(nic => traffic.Block(nic, target, service.Port) is { } reason
                    ? $"network interface {nic.Name}: {reason}" : null).OfType<string>(),
        ];
        if (blocks.Length > 0) return Failed($"Timed out: {string.Join("; ", blocks.Take(3))}");
        // Responses are routed to the ranges that the other half knows.
        string[] unknownPrefixes = [.. source.Prefixes.Except(connection.Work.Half?.KnownRemotePrefixes ?? [])];
        var refusedRange = source.Prefixes.Find(range => !range.Contains(':') && !service.IpFilter.LetsInAll(range));
        if (refusedRange is not null)
            return Failed($"Timed out: the IP filter of {service.Name} does not let {refusedRange} in");
        return unknownPrefixes.Length == 0
            ? Passed($"Connected to {address}")
            : Failed($"Timed out from {string.Join(", ", unknownPrefixes)}: Timescale's half does not know this " +
                $"range of {source.Name}; it was added after the peering and is not synced");
    }

    private static ProbeResult InPublic(Service service) => service.IpFilter.LetsIn(TesterAddress)
        ? Passed($"Connected to {service.PublicAddress}:{service.Port}")
        : Failed($"Timed out: the IP filter of {service.Name} does not let {TesterAddress} in");

    private ProbeResult InAws(ProjectVpc vpc, Service service, string place)
    {
        string? Block(AwsPlace start)
        {
            var connection = start.Connection(world, vpc.AwsNetwork);
            var peering = vpc.Connections.Find(item => connection is not null && item.Work.Connection == connection);
            return connection is null || peering is null ? $"{start.Subnet.Vpc.Id} has no peering to the network"
                : !connection.IsActive ? $"the peering {connection.Id} is {connection.Status}"
                : peering.State != "ACTIVE" ? $"Timescale's connection is {peering.State}, not ACTIVE"
                : start.Block(world, connection, PrivateAddress(vpc), service.Port)
                ?? (service.IpFilter.LetsIn(start.Address) ? null
                    : $"the IP filter of {service.Name} does not let {start.Address} in")
                ?? (peering.Work.KnownRanges.Any(range => Cidr.Contains(range, start.Address)) ? null
                    : $"Timescale does not know the range of {start.Address}; it was added after the peering");
        }

        var blocks = AwsPlace.Of(world, place).ConvertAll(Block);
        return blocks.Contains(null)
            ? Passed($"Connected to {PrivateAddress(vpc)}:{service.Port}")
            : Failed($"Timed out: {string.Join("; ", blocks.Append($"{place} is not connected").Distinct().Take(3))}");
    }

    private static ProbeResult Login(Service service, string? userName, string? password)
    {
        if (userName is null) return Skipped("No user name was given");
        return userName == "tsdbadmin" && password == service.Password
            ? Passed($"Logged in as {userName}")
            : Failed($"password authentication failed for user \"{userName}\"");
    }

    private static string PrivateAddress(ProjectVpc vpc) => Cidr.Address(vpc.Cidr, 10);

    private ProjectVpc? Vpc(string? id) => id is null
        ? null
        : world.Mst.Projects.Select(item => item.Vpc(id)).FirstOrDefault(item => item is not null);

    private static SandboxProbe Stop(ProbeResult dns, ProbeResult? tcp, ProbeResult? tls)
    {
        var skippedCheck = Skipped("An earlier check failed");
        return new SandboxProbe(dns, tcp ?? skippedCheck, tls ?? skippedCheck, skippedCheck);
    }

    private static ProbeResult Passed(string detail) => new() { Status = "Passed", Detail = detail };

    private static ProbeResult Failed(string detail) => new() { Status = "Failed", Detail = detail };

    private static ProbeResult Skipped(string detail) => new() { Status = "Skipped", Detail = detail };
}

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
            return Stop(Failed($"The resolver of {from} does not answer: DNS support is off"));
        if (TigerProbe.Find(world, host) is { } tigerService)
            return Run(new TigerProbe(world, tigerService), host, port, userName, password);
        var service = world.Mst.Services.FirstOrDefault(item => Same(item.Host, host) || Same(item.PublicHost, host));
        if (service is null) return Stop(Failed($"No such host is known: {host}"));
        if (service is { Obstacle: ServiceObstacle.NameDiscarded, ResolvedVpcId: not null })
            return Stop(Failed($"The DNS server gives no address of {host}: it discards private ones"));
        var isPublicName = Same(service.PublicHost, host);
        var dns = isPublicName ? Passed($"{host} resolves to the public address {service.PublicAddress}") with
        {
            Addresses = [service.PublicAddress],
        } : Dns(service);
        if (from is not null && !world.Mst.Links.Any(links => links.Knows(from)))
            return Stop(dns, Failed($"There is no network {from}"));
        var tcp = service.Port != port ? Failed($"Refused: nothing listens on port {port}")
            : isPublicName ? InPublic(service) : Tcp(service);
        if (tcp.Status != "Passed") return Stop(dns, tcp);
        var tls = Passed($"Certificate of {host}, issued by the project's CA");
        return new SandboxProbe(dns, tcp, tls, Login(service, userName, password));
    }

    private SandboxProbe Run(TigerProbe probe, string host, int port, string? userName, string? password)
    {
        var dns = probe.Dns(host);
        if (dns.Status != "Passed") return Stop(dns);
        var tcp = probe.Tcp(host, port, from);
        if (tcp.Status != "Passed") return Stop(dns, tcp);
        var login = userName is null ? Skipped("No user name was given")
            : userName == "tsdbadmin" && probe.IsPassword(password ?? "") ? Passed($"Logged in as {userName}")
            : Failed($"password authentication failed for user \"{userName}\"");
        return new SandboxProbe(dns, tcp, Passed($"Certificate of {host}, issued by a public authority"), login);
    }

    private ProbeResult Dns(Service service)
    {
        var vpc = Vpc(service.ResolvedVpcId);
        var address = vpc is null ? service.PublicAddress : vpc.PrivateAddress;
        var kind = vpc is null ? "public" : "private";
        return Passed($"{service.Host} resolves to the {kind} address {address}") with { Addresses = [address] };
    }

    private ProbeResult Tcp(Service service)
    {
        var resolvedVpc = Vpc(service.ResolvedVpcId);
        if (!Same(service.ResolvedVpcId, service.LocatedVpcId))
            return Failed("Timed out: DNS still gives the address from before the move");
        if (resolvedVpc is null) return InPublic(service);
        var address = $"{resolvedVpc.PrivateAddress}:{service.Port}";
        if (from is null) return Failed($"Timed out: {address} is private and this is the public internet");
        return resolvedVpc.Links.Block(resolvedVpc, service, from) is { } reason
            ? Failed(reason)
            : Passed($"Connected to {address}");
    }

    private static ProbeResult InPublic(Service service) => service.IpFilter.LetsIn(TesterAddress)
        ? Passed($"Connected to {service.PublicAddress}:{service.Port}")
        : Failed($"Timed out: the IP filter of {service.Name} does not let {TesterAddress} in");

    private static ProbeResult Login(Service service, string? userName, string? password)
    {
        if (userName is null) return Skipped("No user name was given");
        return userName == "tsdbadmin" && password == service.Password
            ? Passed($"Logged in as {userName}")
            : Failed($"password authentication failed for user \"{userName}\"");
    }

    private ProjectVpc? Vpc(string? id) => id is null
        ? null
        : world.Mst.Projects.Select(item => item.Vpc(id)).FirstOrDefault(item => item is not null);

    private static SandboxProbe Stop(ProbeResult dns, ProbeResult? tcp = null)
    {
        var skippedCheck = Skipped("An earlier check failed");
        return new SandboxProbe(dns, tcp ?? skippedCheck, skippedCheck, skippedCheck);
    }

    private static ProbeResult Passed(string detail) => new() { Status = "Passed", Detail = detail };

    private static ProbeResult Failed(string detail) => new() { Status = "Failed", Detail = detail };

    private static ProbeResult Skipped(string detail) => new() { Status = "Skipped", Detail = detail };
}

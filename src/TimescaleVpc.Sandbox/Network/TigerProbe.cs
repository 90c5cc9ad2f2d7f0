using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>Probes a Timescale Cloud service from an AWS VPC or from the internet.</summary>
internal sealed class TigerProbe(World world, TigerService service)
{
    /// <summary>The service that has or had the host name; null if none has.</summary>
    public static TigerService? Find(World world, string host) => world.Tiger.Services.FirstOrDefault(item =>
        item.Addresses(isInside: false).Concat(item.Addresses(isInside: true))
            .Any(address => Same(address.Host, host)));

    public ProbeResult Dns(string host)
    {
        var isKnown = service.Addresses(Vpc is not null).Any(address => Same(address.Host, host));
        if (!isKnown || service.ResolvesAt > world.Now) return Failed($"No such host is known: {host}");
        var kind = Vpc is null ? "public" : "private";
        return Passed($"{host} resolves to the {kind} address {Address}") with { Addresses = [Address] };
    }

    public ProbeResult Tcp(string host, int port, string? from)
    {
        if (service.IsMoving) return Failed($"Timed out: the service {service.Name} is being moved");
        if (!service.Addresses(Vpc is not null).Any(item => Same(item.Host, host) && item.Port == port))
            return Failed($"Connection refused: nothing listens on {port}");
        if (Vpc is null) return service.AllowList is { } list &&
            !list.Cidrs.Any(range => Cidr.Contains(range, ProbeRun.TesterAddress))
                ? Failed($"Timed out: the allow list of {service.Name} does not have {ProbeRun.TesterAddress}")
                : Passed($"Connected to {Address}:{port}");
        if (from is null) return Failed($"Timed out: {Address}:{port} is private and this is the public internet");
        var places = AwsPlace.Of(world, from);
        if (places.Count == 0) return Failed($"Timed out: {Address}:{port} is private and {from} is no place in AWS");
        var blocks = places.ConvertAll(place => Block(place, port));
        return blocks.Contains(null)
            ? Passed($"Connected to {Address}:{port}")
            : Failed($"Timed out: {string.Join("; ", blocks.Distinct())}");
    }

    public bool IsPassword(string text) => text == service.Password;

    private TigerVpc? Vpc => world.Tiger.Vpcs.FirstOrDefault(item => item.Id == service.LocatedVpcId);

    private string Address => Vpc is { } vpc ? Cidr.Address(vpc.Cidr, 10) : service.PublicAddress;

    private string? Block(AwsPlace place, int port)
    {
        if (place.Connection(world, Vpc!.Network) is not { } connection)
            return $"{place.Subnet.Vpc.Id} has no peering to the network of {Address}";
        if (!connection.IsActive) return $"the peering {connection.Id} is {connection.Status}";
        var peering = Vpc.Peerings.Find(item => item.Connection == connection);
        if (peering is not { IsActive: true })
            return $"Timescale Cloud's peering for {connection.Id} is {peering?.Status ?? "missing"}, not active";
        return place.Block(world, connection, Address, port)
            ?? (peering.KnownCidrs.Exists(range => Cidr.Contains(range, place.Address)) ? null
                : $"Timescale Cloud does not know the range of {place.Address}; it was added after the peering");
    }

    private static ProbeResult Passed(string detail) => new() { Status = "Passed", Detail = detail };

    private static ProbeResult Failed(string detail) => new() { Status = "Failed", Detail = detail };
}

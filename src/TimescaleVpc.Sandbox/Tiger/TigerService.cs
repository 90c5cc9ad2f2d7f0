using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>A database service and its endpoints, which all move together.</summary>
internal sealed class TigerService(string id, TigerProject project, string name, string region)
{
    private const int PrivatePort = 5432;
    private const int ShortestBlock = 17;

    public string Id { get; } = id;

    public TigerProject Project { get; } = project;

    public string Name { get; } = name;

    public string Region { get; } = region;

    public string Status { get; set; } = "READY";

    public required int PublicPort { get; set; }

    public required string PublicAddress { get; init; }

    public required string Password { get; init; }

    public bool HasPooler { get; set; }

    public int Replicas { get; set; }

    public bool HasReplicaSet { get; init; }

    /// <summary>Its VPC since the request was accepted.</summary>
    public string? VpcId { get; set; }

    /// <summary>The VPC that responses show; it changes with a delay.</summary>
    public string? ShownVpcId { get; set; }

    /// <summary>The VPC in which it can be reached; follows when the move ends.</summary>
    public string? LocatedVpcId { get; set; }

    /// <summary>The IP allow list that is attached; it and a VPC exclude each other.</summary>
    public string? AllowListId { get; set; }

    public TigerAllowList? AllowList => Project.AllowLists.Find(item => item.Id == AllowListId);

    public bool IsMoving { get; set; }

    /// <summary>The time from which DNS resolves the present host names.</summary>
    public DateTimeOffset ResolvesAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Life { get; set; }

    /// <summary>A primary, one for all replicas, one for the pooler.</summary>
    public int EndpointCount => 1 + (Replicas > 0 ? 1 : 0) + (HasPooler ? 1 : 0);

    public bool ShowsHost => ShownVpcId is not null && ShownVpcId == LocatedVpcId;

    public TigerAddress Primary(bool isInside) => isInside
        ? new TigerAddress(Inside(""), PrivatePort)
        : new TigerAddress(Outside(""), PublicPort);

    public TigerAddress Pooler(bool isInside) => isInside
        ? new TigerAddress(Inside("-pooler"), PrivatePort)
        : new TigerAddress(Outside(""), PublicPort + 1);

    public TigerAddress Replica(bool isInside) => isInside
        ? new TigerAddress(Inside("-repl"), PrivatePort)
        : new TigerAddress(Outside("-repl"), PublicPort + 2);

    /// <summary>All present endpoints.</summary>
    public IEnumerable<TigerAddress> Addresses(bool isInside)
    {
        yield return Primary(isInside);
        if (HasPooler) yield return Pooler(isInside);
        if (Replicas > 0 || HasReplicaSet) yield return Replica(isInside);
    }

    /// <summary>Attaches a new IP allow list; the reason if it cannot be.</summary>
    public string? Attach(World world, IReadOnlyList<string> ranges)
    {
        if (VpcId is not null) return "the service is in a VPC";
        if (ranges.FirstOrDefault(range => Cidr.Parse(range) is null) is { } badRange)
            return $"'{badRange}' is no range";
        if (ranges.FirstOrDefault(range => Cidr.Parse(range)!.Value.Network.PrefixLength < ShortestBlock) is { } wide)
            return $"block {wide} too small, minimum /{ShortestBlock}";
        var list = new TigerAllowList(world.Ids.Digits("allow-list", Id, 6), $"For {Name}", ranges)
        {
            CreatedAt = world.Now,
        };
        Project.AllowLists.Add(list);
        AllowListId = list.Id;
        return null;
    }

    private string Inside(string suffix) => $"{Id}{suffix}.{Project.Id}.vpc.tsdb.forge.timescale.com";

    private string Outside(string suffix) => $"{Id}{suffix}.{Project.Id}.tsdb.cloud.timescale.com";
}

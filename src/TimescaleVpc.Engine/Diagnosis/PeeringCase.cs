using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>A peering that is looked into.</summary>
/// <param name="Subject">What findings call it.</param>
/// <param name="Vpc">The platform's VPC; null if it is gone.</param>
/// <param name="Peering">The peering with what the platform shows, or as it is wanted.</param>
/// <param name="PlatformPeering">The platform's half; null if there is none.</param>
/// <param name="IsExpected">Whether it should be there: it was, or it was asked for.</param>
internal record PeeringCase(
    PeeringSubject Subject, Vpc? Vpc, VpcPeering Peering, PlatformPeering? PlatformPeering, bool IsExpected)
{
    /// <summary>PostgreSQL's own.</summary>
    private const int UsualPort = 5432;

    /// <summary>The platform's peerings with the VPC as they were read; null if the VPC is gone.</summary>
    public Reading<IReadOnlyList<PlatformPeering>>? Peerings { get; init; }

    /// <summary>The services of the platform; those of the VPC are <see cref="Services"/>.</summary>
    public Reading<IReadOnlyList<FoundService>>? AllServices { get; init; }

    /// <summary>The route tables that a record of the peering names, which had its route once.</summary>
    public IReadOnlyList<string> KnownRouteTableIds { get; init; } = [];

    public PeeringPhase Phase => PlatformPeering?.Phase ?? PeeringPhase.None;

    /// <summary>Whether nothing was asked for yet: what is found then would go wrong.</summary>
    public bool IsPreflight => PlatformPeering is null && !IsExpected;

    /// <summary>The services in the VPC; none where they are not known.</summary>
    public IEnumerable<FoundService> Services =>
        AllServices?.Value?.Where(service => Vpc is not null && Same(service.VpcId, Vpc.VpcId)) ?? [];

    /// <summary>The ports of the services in the VPC; the usual one while there are none.</summary>
    public int[] Ports =>
    [
        .. Services.Select(service => service.Record.Port).Where(port => port > 0).DefaultIfEmpty(UsualPort)
            .Distinct().Order(),
    ];

    /// <summary>What an interrupted run left, by name.</summary>
    public string LeftNames => Peering.Leftovers is not { Length: > 0 } ? "nothing that is seen"
        : string.Join(", ", Peering.Leftovers.Select(item => $"{item}"));

    /// <summary>The platform's half as evidence.</summary>
    public FindingEvidence Said => Peerings!.Saying(PlatformPeering?.Said ?? "no peering with this network");
}

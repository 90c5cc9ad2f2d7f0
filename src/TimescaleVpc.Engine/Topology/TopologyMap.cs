using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Topology;

/// <summary>What is drawn: VPCs, with their services, and their peerings with networks.</summary>
/// <param name="Vpcs">The VPCs of the platform.</param>
/// <param name="Networks">The customer's networks that they are peered with, each once.</param>
/// <param name="Notes">Findings that belong to no VPC or peering: what could not be read.</param>
internal sealed record TopologyMap(
    IReadOnlyList<TopologyVpc> Vpcs, IReadOnlyList<CustomerNetwork> Networks, IReadOnlyList<TopologyFinding> Notes)
{
    public string Summary => string.Join(", ",
        Number(Vpcs.Count, "VPC"), Number(Vpcs.Sum(vpc => vpc.Peerings.Count), "peering"),
        Number(FindingCount, "finding"));

    private int FindingCount =>
        Notes.Count + Vpcs.Sum(vpc => vpc.Findings.Count + vpc.Peerings.Sum(peering => peering.Findings.Count));

    private static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}

/// <summary>A VPC of the platform.</summary>
/// <param name="Id">Its id; empty while it is only planned.</param>
/// <param name="Name">Its usual name.</param>
/// <param name="Platform">The platform and its project.</param>
/// <param name="Place">Cloud and region.</param>
/// <param name="Range">Its range.</param>
/// <param name="State">The platform's word.</param>
/// <param name="Planned">Whether it is to be made.</param>
internal sealed record TopologyVpc(
    string Id, string Name, string Platform, string Place, string Range, string State, bool Planned)
{
    public IReadOnlyList<TopologyService> Services { get; init; } = [];

    public IReadOnlyList<TopologyPeering> Peerings { get; init; } = [];

    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];
}

/// <summary>A service in a VPC.</summary>
internal sealed record TopologyService(string Id, string Name, string State, string Host);

/// <summary>A peering of a VPC with one network.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="State">The platform's half, in its word.</param>
/// <param name="OwnHalf">The customer's half: name or id, and state; null if there is none, or none is shown.</param>
/// <param name="Planned">Whether anything of it is to be made.</param>
internal sealed record TopologyPeering(string NetworkId, string State, string? OwnHalf, bool Planned)
{
    /// <summary>The ids of it on the platforms.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The route tables that lead to the VPC.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The security groups that let traffic out to it.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The actions that a plan would take for it.</summary>
    public IReadOnlyList<string> Plan { get; init; } = [];

    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];
}

/// <summary>A finding of Test-VpcPeering.</summary>
internal sealed record TopologyFinding(string Id, string Severity, string Cause);

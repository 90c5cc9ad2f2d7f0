using TimescaleVpc.Sandbox.Ec2;
using Ranges = TimescaleVpc.Sandbox.Network.Cidr;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>A peering VPC of a project.</summary>
internal sealed class TigerVpc(string id, TigerProject project, string name, string cidr, string region)
{
    public string Id { get; } = id;

    public TigerProject Project { get; } = project;

    public string Name { get; set; } = name;

    public string Cidr { get; } = Ranges.Canonical(cidr) ?? cidr;

    /// <summary>The range as it was asked for: the platform may keep it so, host bits and all.</summary>
    public string GivenCidr { get; } = cidr;

    public string Region { get; } = region;

    /// <summary>The platform's own VPC in AWS; null until it is built.</summary>
    public Ec2Vpc? Network { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool IsDeleting { get; set; }

    /// <summary>A status that was set from outside; the platform does nothing more for the VPC then.</summary>
    public string? ForcedStatus { get; set; }

    /// <summary>The members of the newer form of the API.</summary>
    public string Status => IsDeleting ? "DELETING" : ForcedStatus ?? (Network is null ? "CREATING" : "CREATED");

    public DateTimeOffset BusyUntil { get; set; }

    public List<TigerPeering> Peerings { get; } = [];

    /// <summary>One that is not usable is one that peerings and services cannot find.</summary>
    public bool IsUsable => Network is not null && Status == "CREATED";
}

using System.Collections;

namespace TimescaleVpc;

/// <summary>Names an AWS VPC: an object of ours, or its id with the region if a foreign object gave one.</summary>
internal sealed record AwsVpcRef(AwsVpc? Vpc = null, string? Text = null) : NetworkRef(Vpc, Text)
{
    /// <summary>The region that was named beside it.</summary>
    public string? AwsRegion { get; init; }

    /// <summary>The account that was named beside it.</summary>
    public string? AwsAccountId { get; init; }

    internal override (string, string?)[] Places => [("AwsAccountId", AwsAccountId), ("AwsRegion", AwsRegion)];
}

/// <summary>One Timescale VPC and one AWS VPC that are to be peered.</summary>
internal sealed record AwsPeerPair(VpcRef Vpc, AwsVpcRef AwsVpc) : IReference
{
    TimescaleSession? ISessionBound.Session => Vpc.Session ?? AwsVpc.Session;

    IEnumerable<object?> IReference.Parts => [Vpc, AwsVpc];

    string ILabelled.Label => ILabelled.Of(AwsVpc);
}

/// <summary>
/// Get-AwsVpc. Items: none (null) or <see cref="AwsVpcRef"/>. Emits each matching <see cref="AwsVpc"/>.
/// </summary>
internal sealed record GetAwsVpcRequest : StageRequest
{
    /// <summary>Ids; empty means all of the region.</summary>
    public string[] AwsVpcId { get; init; } = [];

    /// <summary>The Name tag, wildcards allowed.</summary>
    public string? Name { get; init; }

    /// <summary>Regions; empty means the session's own.</summary>
    public string[] AwsRegion { get; init; } = [];
}

/// <summary>
/// Grant-AwsPeerEgress. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits the same with the security
/// group: a new one, an existing one, or the VPC's default one.
/// </summary>
internal sealed record GrantEgressRequest : StageRequest
{
    /// <summary>An existing group, which gets the rule and nothing else.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>The VPC's default group: checked whether it lets the traffic out.</summary>
    public bool UseDefault { get; init; }

    /// <summary>The service's ports; empty means 5432.</summary>
    public int[] Port { get; init; } = [];

    /// <summary>Instances or network interfaces that get the group.</summary>
    public string[] AttachTo { get; init; } = [];

    /// <summary>Tags of the user for the group that is made, beside ours.</summary>
    public IDictionary Tag { get; init; } = new Hashtable();
}

/// <summary>
/// Revoke-AwsPeerEgress. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits nothing but, when planning,
/// the peering.
/// </summary>
internal sealed record RevokeEgressRequest : StageRequest
{
    /// <summary>An existing group that has the rule.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>Whether the peering is emitted.</summary>
    public bool PassThru { get; init; }
}

/// <summary>
/// Update-VpcPeering. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits it with the changed ranges.
/// </summary>
internal sealed record UpdatePeeringRequest : StageRequest
{
    /// <summary>Recreates without asking.</summary>
    public bool Force { get; init; }

    /// <summary>The AWS account that the platform's new request must come from.</summary>
    public string? RequesterAccountId { get; init; }

    /// <summary>Makes the peering anew rather than wait for the platform.</summary>
    public bool Recreate { get; init; }

    /// <summary>Uses an ephemeral key credential instead of a secret.</summary>
    public bool UseCertificate { get; init; }

    /// <summary>Refuses to begin if nothing names that account.</summary>
    public bool RequireKnownRequester { get; init; }
}

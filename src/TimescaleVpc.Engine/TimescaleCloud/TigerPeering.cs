namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A peering as Timescale Cloud reports it. It names neither its own account and AWS VPC nor ranges.</summary>
internal sealed record TigerPeering
{
    public string Id { get; init; } = "";

    /// <summary>The customer's AWS account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The customer's AWS region.</summary>
    public string Region { get; init; } = "";

    /// <summary>The customer's AWS VPC.</summary>
    public string PeerVpcId { get; init; } = "";

    /// <summary>The id in AWS, <c>pcx-…</c>; null until the request was made there.</summary>
    public string? ProvisionedId { get; init; }

    /// <summary>An open list of words, in any letter case; empty if the platform says none.</summary>
    public string Status { get; init; } = "";

    public string? ErrorMessage { get; init; }
}

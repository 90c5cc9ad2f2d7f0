namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>
/// One side of a peering connection. The VPC is null if there is none by that account, region and id.
/// </summary>
internal sealed class PeeringSide(string account, string region, string vpcId, Ec2Vpc? vpc)
{
    public string Account { get; } = account;

    public string Region { get; } = region;

    public string VpcId { get; } = vpcId;

    public Ec2Vpc? Vpc { get; } = vpc;

    public DateTimeOffset VisibleFrom { get; init; }

    public DateTimeOffset VisibleUntil { get; set; } = DateTimeOffset.MaxValue;

    public bool AllowDns { get; set; }

    /// <summary>Tags are kept for each side apart.</summary>
    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public bool Is(string account, string region) => Account == account && Region == region;

    public bool Sees(DateTimeOffset now) => VisibleFrom <= now && now < VisibleUntil;
}

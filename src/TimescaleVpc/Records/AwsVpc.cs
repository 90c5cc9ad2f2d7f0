namespace TimescaleVpc;

/// <summary>A VPC in your AWS account, with all its address ranges.</summary>
public sealed record AwsVpc : ISessionBound, ILabelled
{
    /// <summary>The VPC's id, <c>vpc-…</c>.</summary>
    public string AwsVpcId { get; internal init; } = "";

    /// <summary>Its Name tag; null if it has none.</summary>
    public string? Name { get; internal init; }

    /// <summary>The AWS account that owns it.</summary>
    public string AwsAccountId { get; internal init; } = "";

    /// <summary>Its region.</summary>
    public string AwsRegion { get; internal init; } = "";

    /// <summary>All its address ranges, the primary one first.</summary>
    public string[] CidrBlocks { get; internal init; } = [];

    /// <summary>Whether it is the region's default VPC.</summary>
    public bool IsDefault { get; internal init; }

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>The VPC's id.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => AwsVpcId;
}

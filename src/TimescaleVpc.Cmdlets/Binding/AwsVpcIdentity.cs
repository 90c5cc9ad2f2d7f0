namespace TimescaleVpc.Commands;

/// <summary>
/// An AWS VPC as a parameter takes it: an object of ours or of AWS.Tools, or an id. Scripts need not make one.
/// </summary>
/// <remarks>The reason for this class is in <see cref="VpcIdentity"/>.</remarks>
public sealed class AwsVpcIdentity
{
    internal AwsVpcIdentity(AwsVpcRef value) => Value = value;

    internal AwsVpcRef Value { get; }

    /// <summary>The same as the engine's finder of peerings takes it.</summary>
    internal VNetRef Network => new(null, ToString());

    /// <summary>The VPC's id.</summary>
    public override string ToString() => Value.ToString();
}

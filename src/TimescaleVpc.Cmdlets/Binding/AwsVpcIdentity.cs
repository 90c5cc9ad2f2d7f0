namespace TimescaleVpc.Commands;

/// <summary>
/// An AWS VPC as a parameter takes it: an object of ours or of AWS.Tools, or an id. Scripts need not make one.
/// </summary>
/// <remarks>The reason for this class is in <see cref="VpcIdentity"/>.</remarks>
public sealed class AwsVpcIdentity : IInput
{
    private readonly object identity;

    internal AwsVpcIdentity(AwsVpcRef value, object input) => (Value, this.identity) = (value, input);

    internal AwsVpcRef Value { get; }

    object IInput.Given => identity;

    /// <summary>The VPC's id.</summary>
    public override string ToString() => DisplayText.Of(Value.ToString());
}

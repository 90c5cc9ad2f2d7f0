namespace TimescaleVpc.Commands;

/// <summary>
/// A VPC as a parameter takes it: an object, an id, a name or a cloud name. Scripts need not make one.
/// </summary>
/// <remarks>
/// A class of its own, because with <c>object</c> PowerShell would bind any piped object by value, and an attribute
/// that then refuses it ends the binding (measured): columns VpcId and VNetId of a CSV file would never be looked at.
/// </remarks>
public sealed class VpcIdentity : IInput
{
    private readonly object identity;

    internal VpcIdentity(VpcRef value, object input) => (Value, this.identity) = (value, input);

    internal VpcRef Value { get; }

    object IInput.Given => identity;

    /// <summary>The VPC's name or id.</summary>
    public override string ToString() => DisplayText.Of(Value.ToString());
}

namespace TimescaleVpc.Commands;

/// <summary>
/// A VNet as a parameter takes it: an object of ours or of Az, an ARM id or a name. Scripts need not make one.
/// </summary>
/// <remarks>The reason for this class is in <see cref="VpcIdentity"/>.</remarks>
public sealed class VNetIdentity : IInput
{
    private readonly object identity;

    internal VNetIdentity(VNetRef value, object input) => (Value, this.identity) = (value, input);

    internal VNetRef Value { get; }

    object IInput.Given => identity;

    /// <summary>The VNet's id or name.</summary>
    public override string ToString() => DisplayText.Of(Value.ToString());
}

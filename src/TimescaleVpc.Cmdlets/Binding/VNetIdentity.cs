namespace TimescaleVpc.Commands;

/// <summary>
/// A VNet as a parameter takes it: an object of ours or of Az, an ARM id or a name. Scripts need not make one.
/// </summary>
/// <remarks>The reason for this class is in <see cref="VpcIdentity"/>.</remarks>
public sealed class VNetIdentity
{
    internal VNetIdentity(VNetRef value) => Value = value;

    internal VNetRef Value { get; }

    /// <summary>The VNet's id or name.</summary>
    public override string ToString() => Value.ToString();

    /// <summary>Joins a name with the resource group that was given beside it.</summary>
    internal VNetRef In(string? resourceGroupName) =>
        resourceGroupName is null || Value.VNet is not null || Value.Text!.Contains('/')
            ? Value
            : new VNetRef(null, $"{resourceGroupName}/{Value.Text}");
}

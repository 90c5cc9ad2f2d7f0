using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the forms of a VPC to a <see cref="VpcIdentity"/>.</summary>
internal sealed class VpcTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// False where another parameter takes whole peerings or grants: PowerShell would bind the first parameter that
    /// fits.
    /// </summary>
    public bool OfPeerings { get; init; } = true;

    /// <summary>False where another parameter takes our own records of peerings; rows are still taken.</summary>
    public bool OfLivePeerings { get; init; } = true;

    /// <summary>False where another parameter takes services.</summary>
    public bool OfServices { get; init; } = true;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Row.Bare(inputData) is Vpc vpc) return new VpcIdentity(new VpcRef(vpc), inputData);
        if (Row.Scalar(inputData) is { } text) return new VpcIdentity(new VpcRef(Text: text), inputData);

        // Left as it is, it does not bind, and PowerShell tries the next way; an exception would end the binding.
        return Row.Of(inputData) is { Vpc: { } name } row && Takes(row) && OfRow(row, name) is { } value
            ? new VpcIdentity(value, inputData) : inputData;
    }

    private bool Takes(Row row) =>
        (OfPeerings || !row.IsPeering) && (OfServices || !row.IsService)
        && (OfLivePeerings || Row.Bare(row.Given) is not VpcPeering);

    // The other values of a record may be outdated, and the id is sufficient.
    private static VpcRef? OfRow(Row row, string name) => Row.Bare(row.Given) switch
    {
        AzurePeerGrant grant => new VpcRef(grant.Vpc),
        VpcPeering peering => new VpcRef(Text: peering.VpcId) { Session = peering.Session },
        PeeringUndo undo => new VpcRef(Text: undo.VpcId) { Session = undo.Peering.Session },
        ServiceVpc service => service.VpcId is { } id ? new VpcRef(Text: id) { Session = service.Session } : null,
        _ => new VpcRef(Text: name) { Row = row.Names },
    };
}

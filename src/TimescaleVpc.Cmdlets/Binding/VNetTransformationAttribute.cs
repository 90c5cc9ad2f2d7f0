using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the forms of a VNet to a <see cref="VNetIdentity"/>.</summary>
internal sealed class VNetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc cref="VpcTransformationAttribute.OfPeerings"/>
    public bool OfPeerings { get; init; } = true;

    /// <inheritdoc cref="VpcTransformationAttribute.OfLivePeerings"/>
    public bool OfLivePeerings { get; init; } = true;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Row.Bare(inputData) is AzureVNet vnet) return new VNetIdentity(new VNetRef(vnet), inputData);
        if (Row.Bare(inputData) is string && Row.Scalar(inputData) is { } text)
            return new VNetIdentity(new VNetRef(Text: text), inputData);

        // Left as it is, it does not bind, and PowerShell tries the next way; an exception would end the binding.
        return Row.Of(inputData) is { VNet: { } name } row && (OfPeerings || !row.IsPeering)
            && (OfLivePeerings || Row.Bare(inputData) is not VpcPeering)
            ? new VNetIdentity(OfRow(row, name), inputData) : inputData;
    }

    private static VNetRef OfRow(Row row, string name) => Row.Bare(row.Given) switch
    {
        AzurePeerGrant grant => new VNetRef(grant.VNet),
        VpcPeering peering => new VNetRef(Text: name) { Session = peering.Session },
        PeeringUndo undo => new VNetRef(Text: name) { Session = undo.Peering.Session },
        _ => new VNetRef(Text: name)
        {
            ResourceGroupName = row.Names["ResourceGroupName"], SubscriptionId = row.Names["SubscriptionId"],
            Row = row.Names,
        },
    };
}

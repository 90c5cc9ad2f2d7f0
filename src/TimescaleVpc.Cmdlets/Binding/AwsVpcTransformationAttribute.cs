using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the forms of an AWS VPC to an <see cref="AwsVpcIdentity"/>, or an array of them.</summary>
internal sealed class AwsVpcTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc cref="VpcTransformationAttribute.OfPeerings"/>
    public bool OfPeerings { get; init; } = true;

    /// <inheritdoc cref="VpcTransformationAttribute.OfLivePeerings"/>
    public bool OfLivePeerings { get; init; } = true;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Row.Bare(inputData) switch
        {
            IList list => list.Cast<object?>().Select(item => (object?)Identity(item) ?? item).ToArray(),
            _ => (object?)Identity(inputData) ?? inputData,
        };

    // Anything that is not a VPC is returned unchanged: it then does not bind, and PowerShell tries the next way.
    private AwsVpcIdentity? Identity(object? input)
    {
        if (Row.Bare(input) is AwsVpc vpc) return new AwsVpcIdentity(new AwsVpcRef(vpc), input!);
        if (Row.Bare(input) is string && Row.Scalar(input) is { } text)
            return new AwsVpcIdentity(new AwsVpcRef(Text: text), input!);
        if (Row.Of(input) is not { AwsVpc: { } id } row || !OfPeerings && row.IsPeering
            || !OfLivePeerings && Row.Bare(input) is VpcPeering) return null;

        return new AwsVpcIdentity(
            new AwsVpcRef(Text: id)
            {
                AwsAccountId = row.Names["AwsAccountId"], AwsRegion = row.Names["AwsRegion"],
                Row = Row.Bare(input) is VpcPeering or PeeringUndo ? null : row.Names,
                Session = Row.Bare(input) switch
                {
                    VpcPeering peering => peering.Session,
                    PeeringUndo undo => undo.Peering.Session,
                    _ => null,
                },
            },
            input!);
    }
}

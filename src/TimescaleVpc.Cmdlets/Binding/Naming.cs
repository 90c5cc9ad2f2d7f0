namespace TimescaleVpc.Commands;

/// <summary>
/// Combines the parameters and columns for one object. A parameter identifies it; a column beside it must match.
/// </summary>
internal static class Naming
{
    /// <summary>The VPC, with the row that any of the parameters came in.</summary>
    internal static VpcRef Vpc(VpcIdentity vpc, VNetIdentity? vnet = null, AwsVpcIdentity? awsVpc = null) =>
        vpc.Value with { Row = vpc.Value.Row ?? vnet?.Value.Row ?? awsVpc?.Value.Row };

    /// <summary>The VNet, with the columns beside it.</summary>
    internal static VNetRef VNet(
        VNetIdentity vnet, VpcIdentity? vpc, string? resourceGroupName, string? subscriptionId)
    {
        var row = vnet.Value.Row ?? vpc?.Value.Row;
        return vnet.Value with
        {
            ResourceGroupName = resourceGroupName ?? vnet.Value.ResourceGroupName ?? row?["ResourceGroupName"],
            SubscriptionId = subscriptionId ?? vnet.Value.SubscriptionId ?? row?["SubscriptionId"],
            Row = row,
        };
    }

    /// <summary>The AWS VPC, with the columns beside it.</summary>
    internal static AwsVpcRef AwsVpc(
        AwsVpcIdentity awsVpc, VpcIdentity? vpc, string? awsRegion = null, string? awsAccountId = null)
    {
        var row = awsVpc.Value.Row ?? vpc?.Value.Row;
        return awsVpc.Value with
        {
            AwsRegion = awsRegion ?? awsVpc.Value.AwsRegion ?? row?["AwsRegion"],
            AwsAccountId = awsAccountId ?? awsVpc.Value.AwsAccountId ?? row?["AwsAccountId"],
            Row = row,
        };
    }

    /// <summary>A peering: the record itself, or its names.</summary>
    /// <exception cref="TimescaleVpcException">The names are of two networks.</exception>
    internal static object Peering(VpcPeering peering)
    {
        if (Inputs.RowOf(peering) is not { } row) return peering;

        var vpc = new VpcRef(Text: row.Vpc) { Row = row.Names };
        if (row.VNet is not null == row.AwsVpc is not null) throw Ambiguity.OfNetworks(vpc);
        NetworkRef network = row.AwsVpc is { } id
            ? new AwsVpcRef(Text: id)
            {
                AwsRegion = row.Names["AwsRegion"], AwsAccountId = row.Names["AwsAccountId"], Row = row.Names,
            }
            : new VNetRef(Text: row.VNet)
            {
                ResourceGroupName = row.Names["ResourceGroupName"], SubscriptionId = row.Names["SubscriptionId"],
                Row = row.Names,
            };
        return new PeeringRef(null, vpc, network);
    }

    /// <summary>Whether two parameters were given the same piped text.</summary>
    internal static bool IsSameText(IInput? one, IInput? other) =>
        one is not null && other is not null && Row.Bare(one.Given) is string text
        && ReferenceEquals(text, Row.Bare(other.Given));
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// Holds what was found against every name that was given for it: a column, or a parameter, that says otherwise is an
/// error, before anything is changed.
/// </summary>
internal static class RowCheck
{
    public static void Require(VpcRef reference, Vpc vpc) => Require(
        reference.Row, $"VPC {vpc.VpcId}", vpc,
        // A name in the id's place names the VPC all the same: generated runbooks have it so.
        ("VpcId", [vpc.VpcId, vpc.Name, vpc.CloudName]), ("Vpc", [vpc.VpcId, vpc.Name, vpc.CloudName]),
        ("VpcName", [vpc.Name]),
        // A service's record has the region here where the platform has no cloud names.
        ("CloudName", [vpc.CloudName ?? vpc.Region]), ("Platform", [vpc.Platform]), ("Project", [vpc.Project]));

    /// <param name="reference">What was given.</param>
    /// <param name="id">The VNet that its id names, or that was found.</param>
    public static void Require(NetworkRef reference, VNetId id)
    {
        var idText = id.ToString();
        Require(
            reference.Row, $"VNet {idText}", idText,
            ("VNetId", [idText, id.Name, $"{id.ResourceGroup}/{id.Name}"]),
            ("VNet", [idText, id.Name, $"{id.ResourceGroup}/{id.Name}"]), ("VNetName", [id.Name]),
            ("ResourceGroupName", [id.ResourceGroup]), ("SubscriptionId", [id.Subscription]),
            ("AwsVpcId", []), ("AwsVpc", []));
        RequireOne("ResourceGroupName", reference.ResourceGroupName, $"VNet {idText}", id.ResourceGroup, idText);
        RequireOne("SubscriptionId", reference.SubscriptionId, $"VNet {idText}", id.Subscription, idText);
    }

    /// <summary>The tenant, where it is known.</summary>
    public static void RequireTenant(RowNames? row, string vnetId, string? tenantId)
    {
        if (tenantId is not null) RequireOne("TenantId", row?["TenantId"], $"VNet {vnetId}", tenantId, vnetId);
    }

    public static void Require(AwsVpcRef reference, AwsVpc vpc)
    {
        Require(
            reference.Row, $"AWS VPC {vpc.AwsVpcId}", vpc,
            [
                ("AwsVpcId", [vpc.AwsVpcId]), ("AwsVpc", [vpc.AwsVpcId]), ("AwsAccountId", [vpc.AwsAccountId]),
                ("AwsRegion", [vpc.AwsRegion]), .. NotOnAws,
            ]);
        RequireOne("AwsAccountId", reference.AwsAccountId, $"AWS VPC {vpc.AwsVpcId}", vpc.AwsAccountId, vpc);
        RequireOne("AwsRegion", reference.AwsRegion, $"AWS VPC {vpc.AwsVpcId}", vpc.AwsRegion, vpc);
    }

    /// <summary>A peering, with the network that was named for it.</summary>
    public static void Require(PeeringRef reference, VpcPeering peering)
    {
        if (peering.AwsVpcId is null)
        {
            if (reference.Network is not { } vnet || !VNetId.TryParse(peering.VNetId, out var id)) return;
            Require(vnet, id);
            RequireTenant(vnet.Row, id.ToString(), peering.TenantId);
            return;
        }

        Require(
            reference.AwsVpc?.Row ?? reference.Network?.Row, $"Peering {peering}", peering,
            [
                ("AwsVpcId", [peering.AwsVpcId]), ("AwsVpc", [peering.AwsVpcId]),
                ("AwsAccountId", [peering.AwsAccountId]), ("AwsRegion", [peering.AwsRegion]), .. NotOnAws,
            ]);
        RequireOne("AwsAccountId", reference.AwsVpc?.AwsAccountId, $"Peering {peering}", peering.AwsAccountId, peering);
        RequireOne("AwsRegion", reference.AwsVpc?.AwsRegion, $"Peering {peering}", peering.AwsRegion, peering);
    }

    private static (string, string?[])[] NotOnAws =>
        [("VNetId", []), ("VNet", []), ("VNetName", []), ("ResourceGroupName", []), ("SubscriptionId", [])];

    private static void Require(
        RowNames? row, string subject, object target, params (string Column, string?[] Actual)[] facts)
    {
        foreach (var (column, actual) in facts)
        {
            if (row?[column] is { } rowValue && !actual.Any(fact => Same(fact, rowValue)))
                throw Contradiction(column, rowValue, subject, actual.FirstOrDefault(fact => fact is not null), target);
        }
    }

    private static void RequireOne(string name, string? rowValue, string subject, string? actual, object target)
    {
        if (rowValue is not null && !Wildcard.Has(rowValue) && !Same(rowValue, actual))
            throw Contradiction(name, rowValue, subject, actual, target);
    }

    private static TimescaleVpcException Contradiction(
        string column, string rowValue, string subject, string? actual, object target) =>
        Catalogue.ContradictoryInput.For(
            target, column, rowValue, subject, actual is null ? "has none" : $"has '{actual}'");
}

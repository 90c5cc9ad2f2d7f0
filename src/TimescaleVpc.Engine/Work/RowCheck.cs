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
        if (reference is not VNetRef vnet) return;
        RequireOne("ResourceGroupName", vnet.ResourceGroupName, $"VNet {idText}", id.ResourceGroup, idText);
        RequireOne("SubscriptionId", vnet.SubscriptionId, $"VNet {idText}", id.Subscription, idText);
    }

    /// <summary>The tenant, where it is known.</summary>
    public static void RequireTenant(RowNames? row, string vnetId, string? tenantId)
    {
        if (tenantId is not null) RequireOne("TenantId", row?["TenantId"], $"VNet {vnetId}", tenantId, vnetId);
    }

    public static void Require(AwsVpcRef reference, AwsVpc vpc) => Require(
        reference, reference.Row, $"AWS VPC {vpc.AwsVpcId}", vpc, (vpc.AwsVpcId, vpc.AwsAccountId, vpc.AwsRegion));

    /// <param name="reference">What was given for the AWS VPC; null if it was given in another way.</param>
    /// <param name="row">The row that it stood in.</param>
    /// <param name="subject">What was found, in a sentence.</param>
    /// <param name="target">What was found.</param>
    /// <param name="actual">Its AWS VPC.</param>
    public static void Require(
        AwsVpcRef? reference, RowNames? row, string subject, object target,
        (string? VpcId, string? Account, string? Region) actual)
    {
        Require(
            row, subject, target,
            [
                ("AwsVpcId", [actual.VpcId]), ("AwsVpc", [actual.VpcId]), ("AwsAccountId", [actual.Account]),
                ("AwsRegion", [actual.Region]), .. NotOnAws,
            ]);
        RequireOne("AwsAccountId", reference?.AwsAccountId, subject, actual.Account, target);
        RequireOne("AwsRegion", reference?.AwsRegion, subject, actual.Region, target);
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

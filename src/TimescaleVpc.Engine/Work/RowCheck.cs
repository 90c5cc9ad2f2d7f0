using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// Holds what was found against every name that was given for it: a column, or a parameter, that says otherwise is an
/// error, before anything is changed.
/// </summary>
internal static class RowCheck
{
    public static void Require(VpcRef wanted, Vpc vpc) => Require(
        wanted.Row, $"VPC {vpc.VpcId}", vpc,
        // A name in the id's place names the VPC all the same: generated runbooks have it so.
        ("VpcId", [vpc.VpcId, vpc.Name, vpc.CloudName]), ("Vpc", [vpc.VpcId, vpc.Name, vpc.CloudName]),
        ("VpcName", [vpc.Name]),
        // A service's record has the region here where the platform has no cloud names.
        ("CloudName", [vpc.CloudName ?? vpc.Region]), ("Platform", [vpc.Platform]), ("Project", [vpc.Project]));

    /// <param name="wanted">What was given.</param>
    /// <param name="id">The VNet that its id names, or that was found.</param>
    public static void Require(NetworkRef wanted, VNetId id)
    {
        var whole = id.ToString();
        Require(
            wanted.Row, $"VNet {whole}", whole,
            ("VNetId", [whole, id.Name, $"{id.ResourceGroup}/{id.Name}"]),
            ("VNet", [whole, id.Name, $"{id.ResourceGroup}/{id.Name}"]), ("VNetName", [id.Name]),
            ("ResourceGroupName", [id.ResourceGroup]), ("SubscriptionId", [id.Subscription]),
            ("AwsVpcId", []), ("AwsVpc", []));
        RequireOne("ResourceGroupName", wanted.ResourceGroupName, $"VNet {whole}", id.ResourceGroup, whole);
        RequireOne("SubscriptionId", wanted.SubscriptionId, $"VNet {whole}", id.Subscription, whole);
    }

    /// <summary>The tenant, where it is known.</summary>
    public static void RequireTenant(RowNames? row, string vnetId, string? tenantId)
    {
        if (tenantId is not null) RequireOne("TenantId", row?["TenantId"], $"VNet {vnetId}", tenantId, vnetId);
    }

    public static void Require(AwsVpcRef wanted, AwsVpc vpc)
    {
        Require(
            wanted.Row, $"AWS VPC {vpc.AwsVpcId}", vpc,
            [
                ("AwsVpcId", [vpc.AwsVpcId]), ("AwsVpc", [vpc.AwsVpcId]), ("AwsAccountId", [vpc.AwsAccountId]),
                ("AwsRegion", [vpc.AwsRegion]), .. NotOnAws,
            ]);
        RequireOne("AwsAccountId", wanted.AwsAccountId, $"AWS VPC {vpc.AwsVpcId}", vpc.AwsAccountId, vpc);
        RequireOne("AwsRegion", wanted.AwsRegion, $"AWS VPC {vpc.AwsVpcId}", vpc.AwsRegion, vpc);
    }

    /// <summary>A peering, with the network that was named for it.</summary>
    public static void Require(PeeringRef wanted, VpcPeering peering)
    {
        if (peering.AwsVpcId is null)
        {
            if (wanted.Network is not { } vnet || !VNetId.TryParse(peering.VNetId, out var id)) return;
            Require(vnet, id);
            RequireTenant(vnet.Row, id.ToString(), peering.TenantId);
            return;
        }

        Require(
            wanted.AwsVpc?.Row ?? wanted.Network?.Row, $"Peering {peering}", peering,
            [
                ("AwsVpcId", [peering.AwsVpcId]), ("AwsVpc", [peering.AwsVpcId]),
                ("AwsAccountId", [peering.AwsAccountId]), ("AwsRegion", [peering.AwsRegion]), .. NotOnAws,
            ]);
        RequireOne("AwsAccountId", wanted.AwsVpc?.AwsAccountId, $"Peering {peering}", peering.AwsAccountId, peering);
        RequireOne("AwsRegion", wanted.AwsVpc?.AwsRegion, $"Peering {peering}", peering.AwsRegion, peering);
    }

    private static (string, string?[])[] NotOnAws =>
        [("VNetId", []), ("VNet", []), ("VNetName", []), ("ResourceGroupName", []), ("SubscriptionId", [])];

    private static void Require(
        RowNames? row, string found, object target, params (string Column, string?[] Actual)[] facts)
    {
        foreach (var (column, actual) in facts)
        {
            if (row?[column] is { } said && !actual.Any(fact => Same(fact, said)))
                throw Contradiction(column, said, found, actual.FirstOrDefault(fact => fact is not null), target);
        }
    }

    private static void RequireOne(string name, string? said, string found, string? actual, object target)
    {
        if (said is not null && !Wildcard.Has(said) && !Same(said, actual))
            throw Contradiction(name, said, found, actual, target);
    }

    private static TimescaleVpcException Contradiction(
        string column, string said, string found, string? actual, object target) =>
        Catalogue.ContradictoryInput.For(target, column, said, found, actual is null ? "has none" : $"has '{actual}'");
}

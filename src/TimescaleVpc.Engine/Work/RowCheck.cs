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
        ("CloudName", [vpc.Place]), ("Platform", [vpc.Platform]), ("Project", [vpc.Project]));

    /// <param name="reference">What was given.</param>
    /// <param name="id">The VNet that its id names, or that was found.</param>
    public static void Require(NetworkRef reference, VNetId id)
    {
        var idText = id.ToString();
        Require(
            reference, $"VNet {idText}", idText,
            ("VNetId", [idText, id.Name, id.GroupAndName]), ("VNet", [idText, id.Name, id.GroupAndName]),
            ("VNetName", [id.Name]), ("ResourceGroupName", [id.ResourceGroup]), ("SubscriptionId", [id.Subscription]));
    }

    /// <summary>The tenant, where it is known.</summary>
    public static void RequireTenant(RowNames? row, string vnetId, string? tenantId)
    {
        if (tenantId is not null) Require(row, $"VNet {vnetId}", vnetId, ("TenantId", [tenantId]));
    }

    /// <summary>A network of one cloud; the columns that name those of other clouds must be empty.</summary>
    /// <param name="reference">How it was named; null if it was not.</param>
    /// <param name="subject">What was found, in a sentence.</param>
    /// <param name="target">What was found.</param>
    /// <param name="facts">Its names and its place, by the columns that hold them.</param>
    public static void Require(
        NetworkRef? reference, string subject, object target, params (string Column, string?[] Actual)[] facts)
    {
        var others = RowNames.OfNetworks.Except(facts.Select(fact => fact.Column))
            .Select(column => (column, Array.Empty<string?>()));
        Require(reference?.Row, subject, target, [.. facts, .. others]);
        foreach (var (column, name) in reference?.Places ?? [])
        {
            var fact = facts.FirstOrDefault(item => item.Column == column);
            if (name is not null && fact.Actual is [var actual, ..] && !Wildcard.Has(name) && !Same(name, actual))
                throw Contradiction(column, name, subject, actual, target);
        }
    }

    private static void Require(
        RowNames? row, string subject, object target, params (string Column, string?[] Actual)[] facts)
    {
        foreach (var (column, actual) in facts)
        {
            if (row?[column] is { } rowValue && !actual.Any(fact => Same(fact, rowValue)))
                throw Contradiction(column, rowValue, subject, actual.FirstOrDefault(fact => fact is not null), target);
        }
    }

    private static TimescaleVpcException Contradiction(
        string column, string rowValue, string subject, string? actual, object target) =>
        Catalogue.ContradictoryInput.For(
            target, column, rowValue, subject, actual is null ? "has none" : $"has '{actual}'");
}

namespace TimescaleVpc;

/// <summary>
/// The names in a row of a table, or in a record. One of them identifies the object; the others must match it.
/// </summary>
internal sealed record RowNames(IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>The columns that are read, in every cmdlet and every record under the same name.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "Vpc", "VpcId", "VpcName", "CloudName", "Platform", "Project",
        "VNet", "VNetId", "VNetName", "ResourceGroupName", "SubscriptionId", "TenantId",
        "AwsVpc", "AwsVpcId", "AwsAccountId", "AwsRegion",
        "Service", "ServiceId",
    ];

    /// <summary>Those that only a network of one cloud has: beside one of another cloud they must be empty.</summary>
    public static readonly IReadOnlyList<string> OfNetworks =
        ["VNetId", "VNet", "VNetName", "ResourceGroupName", "SubscriptionId", "AwsVpcId", "AwsVpc"];

    public string? this[string column] => Columns.GetValueOrDefault(column);
}

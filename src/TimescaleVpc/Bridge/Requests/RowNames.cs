namespace TimescaleVpc;

/// <summary>
/// What a row of a table, or a record, says by the columns that name things. One of them finds what is meant; the
/// others must be true of it.
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

    public string? this[string column] => Columns.GetValueOrDefault(column);
}

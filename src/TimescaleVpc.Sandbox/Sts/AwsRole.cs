namespace TimescaleVpc.Sandbox.Sts;

/// <summary>A role that the principals of its own account, if their policies allow it, can assume.</summary>
internal sealed record AwsRole(string Account, string Name, List<PolicyStatement> Statements)
{
    public string Arn => $"arn:aws:iam::{Account}:role/{Name}";

    public string? ExternalId { get; init; }

    public HashSet<string> Dropped { get; } = new(StringComparer.OrdinalIgnoreCase);
}

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>A user or role of an AWS account, with its identity policies.</summary>
internal sealed class AwsPrincipal(string account, string name, string arn, string userId)
{
    public string Account { get; } = account;

    public string Name { get; } = name;

    public string Arn { get; } = arn;

    public string UserId { get; } = userId;

    public List<PolicyStatement> Statements { get; init; } = [];

    /// <summary>Actions that were removed from the policies.</summary>
    public HashSet<string> RemovedActions { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Explicit deny wins; without an allow nothing is allowed.</summary>
    public bool IsAllowed(AwsPermission permission)
    {
        if (RemovedActions.Contains(permission.Action)) return false;
        var matches = Statements.FindAll(item => item.Matches(permission));
        return matches.Count > 0 && !matches.Exists(item => item.IsDeny);
    }

    public bool HasName(string target) => Same(Name, target) || Same(Arn, target);
}

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>One statement of an identity policy.</summary>
internal sealed record PolicyStatement(string[] Actions, string[] Resources, params PolicyCondition[] Conditions)
{
    public bool IsDeny { get; init; }

    public bool Matches(AwsPermission permission) =>
        Array.Exists(Actions, pattern => Wildcard.Matches(pattern, permission.Action, ignoreCase: true)) &&
        Array.Exists(Resources, pattern => Wildcard.Matches(pattern, permission.Resource)) &&
        Array.TrueForAll(Conditions, item => item.Holds(permission.Context));
}

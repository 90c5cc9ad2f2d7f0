namespace TimescaleVpc.Sandbox.Sts;

/// <summary>One statement of an identity policy.</summary>
internal sealed record PolicyStatement(
    bool IsDeny, string[] Actions, string[] Resources, params PolicyCondition[] Conditions)
{
    public bool Matches(AwsNeed need) =>
        Array.Exists(Actions, pattern => Wildcard.Matches(pattern, need.Action, ignoreCase: true)) &&
        Array.Exists(Resources, pattern => Wildcard.Matches(pattern, need.Resource)) &&
        Array.TrueForAll(Conditions, item => item.Holds(need.Context));
}

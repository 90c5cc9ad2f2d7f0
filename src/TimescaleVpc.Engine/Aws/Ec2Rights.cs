namespace TimescaleVpc.Engine.Aws;

/// <summary>Whether the keys may do something, as EC2 says without doing it.</summary>
internal static class Ec2Rights
{
    /// <summary>
    /// Asks with DryRun, which never changes anything. EC2 looks at policies; whether the state of things allows the
    /// change, it does not say. What it says of anything else leaves the question open.
    /// </summary>
    /// <param name="ec2">Where it would be done.</param>
    /// <param name="action">The action, as a policy names it: <c>ec2:CreateRoute</c>.</param>
    /// <param name="change">The change.</param>
    public static async Task<Ec2Right> MayAsync(this Ec2Api ec2, string action, Func<Ec2Api, Task> change)
    {
        try
        {
            await change(ec2.Rehearsal);
            return new(action, IsAllowed: true, null);
        }
        catch (Ec2Exception error)
        {
            return new(
                error.IsPermission ? error.Action : action, error.IsPermission ? false : null, error);
        }
    }
}

/// <summary>What a rehearsal has shown.</summary>
/// <param name="Action">The action, as a policy names it.</param>
/// <param name="IsAllowed">Null where EC2's answer leaves it open.</param>
/// <param name="Refusal">What EC2 said, where it has not permitted it.</param>
internal sealed record Ec2Right(string Action, bool? IsAllowed, Ec2Exception? Refusal);

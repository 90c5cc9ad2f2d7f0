using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A refusal of EC2 or STS, free of the SDK's types.</summary>
/// <param name="refusal">What AWS said.</param>
/// <param name="action">The action with its service, as a policy names it: <c>ec2:CreateRoute</c>.</param>
/// <param name="region">Where it was asked.</param>
internal sealed class Ec2Exception(PlatformRefusal refusal, string action, string region) : RefusalException(refusal)
{
    public string Action { get; } = action;

    public string Region { get; } = region;

    /// <summary>
    /// Whether the named resource does not exist: deleted, not visible yet, or in another account or region. Includes
    /// InvalidGroupId.NotFound and InvalidSecurityGroupID.NotFound.
    /// </summary>
    public bool IsNotFound => Code.EndsWith(".NotFound", StringComparison.OrdinalIgnoreCase);

    /// <summary>Some policy does not allow the action.</summary>
    public bool IsPermission => AwsRefusals.IsPermission(Refusal);

    public override bool IsAboutSignIn => IsPermission;

    public override TimescaleVpcException ToError() => AwsRefusals.ToError(Refusal, Action, Region);
}

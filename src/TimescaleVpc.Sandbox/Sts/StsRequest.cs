using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>A request to STS whose signature is valid.</summary>
internal sealed record StsRequest(World World, SimulatedRequest Request, AwsPrincipal Caller, Ec2Form Form)
{
    public bool IsAllowed(AwsPermission permission)
    {
        Request.RecordPermission(permission.Action);
        return Caller.IsAllowed(permission);
    }

    public string Required(string name) => Form.Text(name) is { Length: > 0 } text
        ? text
        : throw new AwsRefusalException("ValidationError", $"1 validation error detected: Value null at '{name}' " +
            "failed to satisfy constraint: Member must not be null");
}

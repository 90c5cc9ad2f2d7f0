using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>EC2's refusals that several actions share.</summary>
internal static class Ec2Errors
{
    public static AwsRefusalException Refuse(string code, string message, int status = 400) =>
        new(code, message, status);

    public static AwsRefusalException Value(string message) => Refuse("InvalidParameterValue", message);

    public static AwsRefusalException Missing(string name) =>
        Refuse("MissingParameter", $"The request must contain the parameter {name}");

    public static AwsRefusalException NoPeering(string id) => Refuse("InvalidVpcPeeringConnectionID.NotFound",
        $"The vpcPeeringConnection ID '{id}' does not exist");

    public static AwsRefusalException NoVpc(string id) =>
        Refuse("InvalidVpcID.NotFound", $"The vpc ID '{id}' does not exist");

    public static AwsRefusalException NoGroup(string id) =>
        Refuse("InvalidGroup.NotFound", $"The security group '{id}' does not exist");
}

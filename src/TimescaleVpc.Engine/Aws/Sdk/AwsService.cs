namespace TimescaleVpc.Engine.Aws;

/// <summary>The differences between AWS's services.</summary>
/// <param name="Name">The name in signatures, policies and host names.</param>
/// <param name="Id">The SDK's name of it, as in AWS_ENDPOINT_URL_EC2.</param>
internal sealed record AwsService(string Name, string Id)
{
    public static AwsService Ec2 { get; } = new("ec2", "EC2");

    public static AwsService Sts { get; } = new("sts", "STS");
}

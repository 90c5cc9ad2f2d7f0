namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>What tells one AWS query service from another.</summary>
/// <param name="Name">The name in signatures, policies and host names.</param>
/// <param name="Id">The SDK's name of it, as in AWS_ENDPOINT_URL_EC2.</param>
/// <param name="Version">The version of its API.</param>
internal sealed record QueryService(string Name, string Id, string Version)
{
    public static QueryService Ec2 { get; } = new("ec2", "EC2", "2016-11-15");

    public static QueryService Sts { get; } = new("sts", "STS", "2011-06-15");
}

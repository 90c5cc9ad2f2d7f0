namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A resource that belongs to a VPC and can have tags.</summary>
internal interface IAwsResource
{
    string Id { get; }

    Ec2Vpc Vpc { get; }

    /// <summary>As in ARNs and tag specifications.</summary>
    string ResourceType { get; }

    Dictionary<string, string> Tags { get; }
}

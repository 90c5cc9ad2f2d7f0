namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>What can carry tags and belongs to a VPC.</summary>
internal interface IAwsResource
{
    string Id { get; }

    Ec2Vpc Vpc { get; }

    /// <summary>As in ARNs and tag specifications.</summary>
    string ResourceType { get; }

    Dictionary<string, string> Tags { get; }
}

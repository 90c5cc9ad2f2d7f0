namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A network interface, with the instance it is attached to if any.</summary>
internal sealed class NetworkInterface(string id, AwsSubnet subnet, string address) : IAwsResource
{
    public string Id { get; } = id;

    public AwsSubnet Subnet { get; } = subnet;

    public Ec2Vpc Vpc => Subnet.Vpc;

    public string ResourceType => "network-interface";

    public string Address { get; } = address;

    public string? InstanceId { get; init; }

    /// <summary>Made by another AWS service, which refuses changes by the customer.</summary>
    public bool IsRequesterManaged { get; init; }

    public List<SecurityGroup> Groups { get; } = [];

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A security group.</summary>
internal sealed class SecurityGroup(string id, Ec2Vpc vpc, string name, string description) : IAwsResource
{
    public string Id { get; } = id;

    public Ec2Vpc Vpc { get; } = vpc;

    public string ResourceType => "security-group";

    public string Name { get; } = name;

    public string Description { get; } = description;

    public DateTimeOffset VisibleAt { get; init; }

    public List<GroupRule> Rules { get; } = [];

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public string Arn => $"arn:aws:ec2:{Vpc.Region}:{Vpc.Account}:security-group/{Id}";
}

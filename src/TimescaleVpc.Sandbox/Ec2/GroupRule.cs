namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>One rule of a security group, for one source or destination.</summary>
internal sealed class GroupRule(string id, SecurityGroup group, bool isEgress, RuleKey key) : IAwsResource
{
    public string Id { get; } = id;

    public SecurityGroup Group { get; } = group;

    public Ec2Vpc Vpc => Group.Vpc;

    public string ResourceType => "security-group-rule";

    public bool IsEgress { get; } = isEgress;

    public RuleKey Key { get; } = key;

    public string? Description { get; init; }

    public Dictionary<string, string> Tags { get; init; } = new(StringComparer.Ordinal);
}

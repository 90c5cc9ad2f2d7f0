namespace TimescaleVpc.Engine.Aws;

/// <summary>A security group to be made.</summary>
internal sealed record Ec2NewGroup(string VpcId, string Name, string Description)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}

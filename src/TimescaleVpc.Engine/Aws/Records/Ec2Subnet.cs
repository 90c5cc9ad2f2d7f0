namespace TimescaleVpc.Engine.Aws;

/// <summary>A subnet.</summary>
internal sealed record Ec2Subnet : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}

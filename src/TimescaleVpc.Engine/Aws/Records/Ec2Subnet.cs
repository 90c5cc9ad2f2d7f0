using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A subnet.</summary>
internal sealed record Ec2Subnet : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    public string? Cidr { get; init => field = value is null ? null : AddressRange.Canonical(value); }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}

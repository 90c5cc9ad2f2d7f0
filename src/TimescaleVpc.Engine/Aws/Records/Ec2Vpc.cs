using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A VPC of the customer.</summary>
internal sealed record Ec2Vpc : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? OwnerId { get; init; }

    /// <summary><c>available</c> or <c>pending</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>All IPv4 ranges that count: the primary one first, then those that are associated.</summary>
    public IReadOnlyList<string> Cidrs { get; init => field = AddressRange.Canonical(value); } = [];

    public bool IsDefault { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;

    public string? Name => Tags.GetValueOrDefault("Name");
}

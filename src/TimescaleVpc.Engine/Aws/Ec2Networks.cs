using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The common members of all resources of EC2.</summary>
internal interface IEc2Resource
{
    string Id { get; }

    /// <summary>The VPC that it lies in, or is; of a peering connection the accepter's.</summary>
    string? VpcId { get; }
}

/// <summary>Tags of a resource, by key. Letter case counts.</summary>
internal static class Ec2Tags
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
}

/// <summary>A VPC of the customer.</summary>
internal sealed record Ec2Vpc : IEc2Resource
{
    public string Id { get; init; } = "";

    string? IEc2Resource.VpcId => Id;

    public string? OwnerId { get; init; }

    /// <summary><c>available</c> or <c>pending</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>All IPv4 ranges that count: the primary one first, then those that are associated.</summary>
    public IReadOnlyList<string> Cidrs { get; init => field = AddressRange.Canonical(value); } = [];

    public bool IsDefault { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;

    public string? Name => Tags.GetValueOrDefault(AwsNames.NameKey);
}

/// <summary>A subnet.</summary>
internal sealed record Ec2Subnet : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }
}

/// <summary>A network interface.</summary>
internal sealed record Ec2NetworkInterface : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    /// <summary>Made and held by a service of AWS; its groups are that service's matter.</summary>
    public bool IsRequesterManaged { get; init; }

    /// <summary>The instance that it is attached to; null if none.</summary>
    public string? InstanceId { get; init; }

    /// <summary>All its security groups. A change replaces the whole set.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];
}

namespace TimescaleVpc.Engine.Aws;

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

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}

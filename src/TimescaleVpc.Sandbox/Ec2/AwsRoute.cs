namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A route. <paramref name="TargetKind"/> is the member of the response that names the target.</summary>
internal sealed record AwsRoute(string Destination, string TargetKind, string Target)
{
    public const string PeeringKind = "vpcPeeringConnectionId";

    public string Origin { get; init; } = "CreateRoute";

    /// <summary>What it leads to was deleted; EC2 keeps the route.</summary>
    public bool IsTargetGone { get; init; }

    public DateTimeOffset VisibleAt { get; init; }

    public bool IsIpv6 => Destination.Contains(':', StringComparison.Ordinal);

    /// <summary>The member of the response that names the destination.</summary>
    public string DestinationKind => IsIpv6 ? "destinationIpv6CidrBlock"
        : Destination.StartsWith("pl-", StringComparison.Ordinal) ? "destinationPrefixListId" : "destinationCidrBlock";

    public string? PeeringId => TargetKind == PeeringKind ? Target : null;

    /// <summary>A route to whatever has this id.</summary>
    public static AwsRoute To(string destination, string target) => new(destination, target.Split('-')[0] switch
    {
        "pcx" => PeeringKind,
        "nat" => "natGatewayId",
        "tgw" => "transitGatewayId",
        "eni" => "networkInterfaceId",
        _ => "gatewayId",
    }, target);

    public static AwsRoute Local(string cidr) => new(cidr, "gatewayId", "local") { Origin = "CreateRouteTable" };
}

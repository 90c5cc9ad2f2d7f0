namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A route. <paramref name="TargetKind"/> is the member of the response that names the target.</summary>
internal sealed record AwsRoute(string Destination, string TargetKind, string Target)
{
    public const string PeeringKind = "vpcPeeringConnectionId";

    public string Origin { get; init; } = "CreateRoute";

    public DateTimeOffset VisibleAt { get; init; }

    public bool IsIpv6 => Destination.Contains(':', StringComparison.Ordinal);

    public string? PeeringId => TargetKind == PeeringKind ? Target : null;

    public static AwsRoute Local(string cidr) => new(cidr, "gatewayId", "local") { Origin = "CreateRouteTable" };
}

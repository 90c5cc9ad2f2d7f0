namespace TimescaleVpc.Tests.House;

/// <summary>Findings in AWS.</summary>
internal static partial class FindingWords
{
    private static readonly Dictionary<string, string> Aws = new()
    {
        ["AclDenies"] = "ACL, subnets, rule, range",
        ["ApprovalBlocked"] = "request, table, range, target, other tables",
        ["ApprovalBlockedByOrphan"] = "request, table, range, connection, tables",
        ["AwsEgressRightsMissing"] = "AWS VPC, right, others",
        ["AwsPeeringQuota"] = "AWS VPC, count, quota, most",
        ["AwsRightUnclear"] = "AWS VPC, right, code",
        ["AwsRightsMissing"] = "AWS VPC, right, others",
        ["AwsVpcMissing"] = "AWS VPC",
        ["ConnectionGone"] = "connection",
        ["ConnectionNotSeen"] = "connection",
        ["ConnectionUnnamed"] = "connection",
        ["EgressMissing"] = "group, port, range",
        ["EgressWide"] = "group",
        ["RangesChanged"] = "AWS VPC, ranges",
        ["RequestAwaited"] = "request",
        ["RequestNotSeen"] = "request",
        ["RequestSuspicious"] = "request, reason",
        ["ResolverOff"] = "AWS VPC",
        ["RouteBlackHole"] = "table, range",
        ["RouteGone"] = "table, range",
        ["RouteMissing"] = "AWS VPC, range, tables",
        ["RouteOrphaned"] = "table, range, connection",
        ["RouteShadowed"] = "table, route, target, range",
        ["RouteTableLeftOut"] = "table, range",
        ["RouteTableQuota"] = "table, count, quota, most",
        ["RouteTaken"] = "table, route, target, range",
    };
}

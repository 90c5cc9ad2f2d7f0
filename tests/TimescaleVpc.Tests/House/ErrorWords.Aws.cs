namespace TimescaleVpc.Tests.House;

/// <summary>Errors of AWS.</summary>
internal static partial class ErrorWords
{
    private static readonly Dictionary<string, string> Aws = new()
    {
        ["AttachTargetUnknown"] = "AWS VPC, id, ids",
        ["AwsAccountMismatch"] = "AWS VPC, account, account signed in",
        ["AwsCredentialsMissing"] = "profile, =.",
        ["AwsCredentialsUnusable"] = "source, reason",
        ["AwsLimitExceeded"] = "who, request, region, permission, quota",
        ["AwsClockOff"] = "who, request",
        ["AwsPeeringFailed"] = "request, state, message, peering",
        ["AwsPeeringNotFound"] = "request, peering, account, region",
        ["AwsProfileFileUnreadable"] = "files, reason",
        ["AwsProfileNotFound"] = "profile, files, profiles",
        ["AwsRegionInvalid"] = "region, =, regions",
        ["AwsRegionMissing"] = "profile",
        ["AwsSsoExpired"] = "profile",
        ["AwsVpcIdInvalid"] = "value",
        ["AwsVpcNotFound"] = "AWS VPC, account, region, VPCs",
        ["PeeringDisabled"] = "state, peering, message",
        ["PeeringExpired"] = "request, peering",
        ["PeeringQuota"] = "VPC, number",
        ["PeeringUnnamed"] = "peering, state",
        ["PlatformMissing"] = "session, platform",
        ["PlatformQuota"] = "what, quota",
        ["RegionUnsupported"] = "region, regions",
        ["RequestNotOurs"] = "request, accepter, accepter expected",
        ["RequesterAccountUnexpected"] = "request, account, source, account expected",
        ["RequesterVpcUnexpected"] = "request, VPC, VPC expected",
        ["RequesterCidrUnexpected"] = "request, range, range expected",
        ["RequesterRegionUnexpected"] = "request, region, region expected",
        ["RequesterUnknown"] = "request, account",
        ["RouteConflict"] = "route table, range, target, state",
        ["RouteTableFull"] = "route table, number",
        ["RouteTableUnknown"] = "AWS VPC, id, ids",
        ["SecurityGroupInUse"] = "security group, users",
        ["SecurityGroupNotFound"] = "AWS VPC, id, groups",
        ["SecurityGroupNameTaken"] = "security group, name",
        ["SecurityGroupUnfit"] = "security group, port, range",
        ["ServiceAttachedElsewhere"] = "service, VPC, VPC wanted",
        ["ServiceLeftPublic"] = "service, VPC, reason, VPC before, where it is",
        ["ServiceMovedBack"] = "service, VPC, reason, VPC before",
        ["VpcNameTaken"] = "project, name, range, region",
        ["VpcNotOnAws"] = "VPC, cloud name",
    };
}

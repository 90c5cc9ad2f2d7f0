namespace TimescaleVpc.Engine.Aws;

/// <summary>EC2's error codes that the engine handles. Their letter case varies.</summary>
internal static class Ec2Codes
{
    public const string DryRunOperation = "DryRunOperation";
    public const string UnauthorizedOperation = "UnauthorizedOperation";
    public const string InvalidStateTransition = "InvalidStateTransition";
    public const string PeeringNotFound = "InvalidVpcPeeringConnectionID.NotFound";
    public const string DnsHostnamesDisabled = "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled";
    public const string VpcNotFound = "InvalidVpcID.NotFound";
    public const string RouteAlreadyExists = "RouteAlreadyExists";
    public const string RouteLimitExceeded = "RouteLimitExceeded";
    public const string GroupNotFound = "InvalidGroup.NotFound";
    public const string GroupDuplicate = "InvalidGroup.Duplicate";
    public const string GroupInUse = "InvalidGroup.InUse";
    public const string DependencyViolation = "DependencyViolation";
    public const string PermissionDuplicate = "InvalidPermission.Duplicate";
    public const string PermissionNotFound = "InvalidPermission.NotFound";
}

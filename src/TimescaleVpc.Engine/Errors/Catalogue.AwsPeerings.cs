namespace TimescaleVpc.Engine.Errors;

/// <summary>Peerings with AWS VPCs, and Timescale Cloud's side of them.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry PlatformMissing = new(ErrorKind.InvalidOperation,
        "{0} is not signed in to {1}.",
        "Run Connect-Timescale with -Project and -Token for Managed Service for TimescaleDB, or with -Credential for "
        + "Timescale Cloud. Then run the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry CloudKeysMissing = new(ErrorKind.AuthenticationError,
        "No client credentials for Timescale Cloud were given, and TIGER_PUBLIC_KEY and TIGER_SECRET_KEY are not both "
        + "set.",
        "Add -Credential to Connect-Timescale, with the public key as user name and the secret key as password.");

    public static readonly ErrorEntry VpcNameNeeded = new(ErrorKind.InvalidArgument,
        "A VPC of Timescale Cloud needs a name.",
        "Add -Name, for example -Name app-vpc.");

    public static readonly ErrorEntry RegionUnsupported = new(ErrorKind.InvalidArgument,
        "Timescale Cloud has no VPC in region '{0}'. It is known to have VPCs in: {1}.",
        "Give one of these AWS regions. For a VPC on Azure, run Connect-Timescale -Project -Token (Managed Service for "
        + "TimescaleDB), then this command again with -CloudName.");

    public static readonly ErrorEntry VpcNotOnAws = new(ErrorKind.InvalidArgument,
        "Timescale VPC {0} is in '{1}', which is not AWS. An AWS VPC can be peered only with a Timescale VPC on AWS.",
        "Choose a Timescale VPC on AWS. To peer with an Azure VNet, begin with Grant-AzurePeerRole.");

    public static readonly ErrorEntry VpcNameTaken = new(ErrorKind.ResourceExists,
        "Project '{0}' already has a VPC named '{1}', with range {2} in {3}.",
        "Choose another name, or give the same range and region to use the existing VPC.");

    public static readonly ErrorEntry AwsVpcNotFound = new(ErrorKind.ObjectNotFound,
        "Account {1} has no AWS VPC '{0}' in {2}. It has: {3}.",
        "Correct the name or id: Get-AwsVpc lists the AWS VPCs of a region. If yours is in another region, add "
        + "-AwsRegion.");

    public static readonly ErrorEntry AwsVpcIdInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the id of an AWS VPC.",
        "Give vpc- and 8 or 17 hexadecimal digits, for example vpc-0a1b2c3d4e5f60718.");

    public static readonly ErrorEntry AwsAccountMismatch = new(ErrorKind.InvalidArgument,
        "AWS VPC {0} belongs to account {1}, but the AWS sign-in is for account {2}.",
        "Run Connect-Timescale -AwsProfile NAME with a profile of account {1}, and the whole pipeline again from its "
        + "first cmdlet.");

    public static readonly ErrorEntry PeeringQuota = new(ErrorKind.LimitsExceeded,
        "Timescale VPC {0} already has {1} peerings, as many as Timescale allows.",
        "Remove a peering that is no longer needed with Undo-VpcPeering, or make another Timescale VPC with "
        + "New-TimescaleVpc.");

    public static readonly ErrorEntry PlatformQuota = new(ErrorKind.LimitsExceeded,
        "Timescale refuses {0}: the quota of {1} is used up.",
        "Get-TimescaleVpc and Get-VpcPeering list what the project has. Remove what is no longer needed, or ask "
        + "Timescale support for a higher quota.");

    public static readonly ErrorEntry PeeringExpired = new(ErrorKind.OperationTimeout,
        "The peering request {0} for {1} has expired: AWS keeps a request for 7 days.",
        "Run {1:make}, which makes a new request.");

    public static readonly ErrorEntry PeeringDisabled = new(ErrorKind.InvalidResult,
        "Timescale reports {0} for {1}: {2}",
        "Run {1:make}. If the error returns, ask Timescale support.");

    public static readonly ErrorEntry AwsPeeringNotFound = new(ErrorKind.ObjectNotFound,
        "Timescale names the peering connection {0} for {1}, but AWS account {2} does not see it in {3}.",
        "Check the AWS account and region of the sign-in (Get-TimescaleSession), wait a minute, and run "
        + "Approve-VpcPeering again.");

    public static readonly ErrorEntry RequestNotOurs = new(ErrorKind.PermissionDenied,
        "The peering request {0} is not for this peering: it is addressed to {1}, not to {2}. It was left unchanged.",
        "Do not accept it. Report it to Timescale support. When they have answered, run {3:get} | Remove-VpcPeering, "
        + "then {3:make}.");

    public static readonly ErrorEntry RequesterRegionUnexpected = new(ErrorKind.PermissionDenied,
        "The peering request {0} comes from region {1}, but the Timescale VPC is in {2}. It was left unchanged.",
        "Do not accept it. Report it to Timescale support. When they have answered, run {3:get} | Remove-VpcPeering, "
        + "then {3:make}.");

    public static readonly ErrorEntry RequesterCidrUnexpected = new(ErrorKind.PermissionDenied,
        "The peering connection {0} leads to the range {1}, but the Timescale VPC has {2}. No route was added.",
        "If it is not accepted yet, do not accept it. If it is active, remove the routes that lead to it. Report it to "
        + "Timescale support with its id. When they have answered, run {3:get} | Remove-VpcPeering, then {3:make}.");

    public static readonly ErrorEntry RequesterAccountUnexpected = new(ErrorKind.PermissionDenied,
        "The peering request {0} comes from AWS account {1}, but {2} names {3}. It was left unchanged.",
        "Do not accept it. Ask Timescale support whether its AWS account has changed; if it has, give the new "
        + "account to -RequesterAccountId.");

    public static readonly ErrorEntry RequesterVpcUnexpected = new(ErrorKind.PermissionDenied,
        "The peering request {0} comes from AWS VPC {1}, but Timescale says that its own VPC in AWS is {2}. It was "
        + "left unchanged.",
        "Do not accept it. Run {3:get} to see which request Timescale names. If it is still this one, report it to "
        + "Timescale support. When they have answered, run {3:get} | Remove-VpcPeering, then {3:make}.");

    public static readonly ErrorEntry RequesterUnknown = new(ErrorKind.PermissionDenied,
        "The peering request {0} comes from AWS account {1}. It is not known whether that account is Timescale's: "
        + "-RequesterAccountId is not given, and no peering of the project was approved before. "
        + "-RequireKnownRequester is set, so the request was left unchanged.",
        "Ask Timescale support for the AWS account that their peering requests come from. If it is this one, add "
        + "-RequesterAccountId with it.");

    public static readonly ErrorEntry PeeringUnnamed = new(ErrorKind.InvalidResult,
        "Timescale reports {1} for {0}, but does not name the peering connection in AWS (its id begins with pcx-). "
        + "Nothing was accepted, tagged or routed.",
        "Run Approve-VpcPeering again in some minutes. If the error returns, run {0:get} | Remove-VpcPeering, then "
        + "{0:make}, or ask Timescale support. If the peering is ACTIVE, its connections break for some minutes.");

    public static readonly ErrorEntry AwsPeeringFailed = new(ErrorKind.InvalidResult,
        "AWS reports {1} for the peering connection {0}: {2}",
        "Correct what the message of AWS names (usually the ranges overlap), then run {3:make}.");

    public static readonly ErrorEntry RouteConflict = new(ErrorKind.ResourceExists,
        "Route table {0} already has a route for {1}, to {2} ({3}).",
        "To leave that route alone, name only the other route tables with -RouteTableId, or add no routes with "
        + "-NoRoute. If nothing needs the route to {2}, replace it with -RouteTableId {0:arg} -Force: its traffic then "
        + "goes to the Timescale VPC.");

    public static readonly ErrorEntry RouteTableFull = new(ErrorKind.LimitsExceeded,
        "AWS refuses another route in route table {0}, which holds {1}: the quota of the account is used up.",
        "Delete a route that is no longer needed, request a higher quota in Service Quotas, or name only the other "
        + "route tables with -RouteTableId.");

    public static readonly ErrorEntry RouteTableUnknown = new(ErrorKind.ObjectNotFound,
        "AWS VPC {0} has no route table or subnet '{1}'. It has: {2}.",
        "Give ids of this AWS VPC to -RouteTableId or -SubnetId.");

    public static readonly ErrorEntry SecurityGroupNotFound = new(ErrorKind.ObjectNotFound,
        "AWS VPC {0} has no security group '{1}'. It has: {2}.",
        "Give the id of a group of this AWS VPC to -SecurityGroupId.");

    public static readonly ErrorEntry SecurityGroupUnfit = new(ErrorKind.InvalidOperation,
        "The default security group {0} does not allow TCP traffic on port {1} out to {2}.",
        "Leave -UseDefault out to have a new security group made, or have the rule added to this one with "
        + "-SecurityGroupId {0:arg}.");

    public static readonly ErrorEntry SecurityGroupNameTaken = new(ErrorKind.ResourceExists,
        "The security group {0} has the name '{1}', but was not made for this peering. It was left unchanged.",
        "Use that group, and have the rule added to it if it lacks it, with -SecurityGroupId {0:arg}. Or delete it if "
        + "nothing uses it (AWS cannot rename one), then run the same command again.");

    public static readonly ErrorEntry SecurityGroupInUse = new(ErrorKind.InvalidOperation,
        "The security group {0} is still used by {1}.",
        "Remove the security group from these, then run the same command again.");

    public static readonly ErrorEntry AttachTargetUnknown = new(ErrorKind.ObjectNotFound,
        "AWS VPC {0} has no instance or network interface '{1}'. It has: {2}.",
        "Give ids of instances (i-) or network interfaces (eni-) of this AWS VPC to -AttachTo.");

    public static readonly ErrorEntry ServiceAttachedElsewhere = new(ErrorKind.InvalidOperation,
        "Service '{0}' is in VPC {1}. Timescale refuses to move it to {2}.",
        "Run the same command again. If the error returns, detach the service first with Set-ServiceVpc -Public: "
        + "until it is in the new VPC, it can be reached from the public internet.");

    public static readonly ErrorEntry ServiceLeftPublic = new(ErrorKind.InvalidResult,
        "Service '{0}' is in neither VPC: moving it to VPC {1} failed ({2}), and it could not be put back into VPC "
        + "{3}: {4}.",
        "Run Set-ServiceVpc again at once, for either VPC. While the service is in no VPC, it can be reached from "
        + "the public internet.");

    public static readonly ErrorEntry ServiceMovedBack = new(ErrorKind.InvalidResult,
        "Moving service '{0}' to VPC {1} failed ({2}). The service is back in VPC {3}.",
        "Correct the cause named in brackets, then run Set-ServiceVpc again.");
}

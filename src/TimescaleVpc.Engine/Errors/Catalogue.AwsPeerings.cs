namespace TimescaleVpc.Engine.Errors;

/// <summary>Peerings with AWS VPCs, and Timescale Cloud's side of them.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry PlatformMissing = new(ErrorKind.InvalidOperation,
        "{0} is not signed in to {1}.",
        "Run Connect-Timescale for it: -Project -Token for the managed service, -Credential for Timescale Cloud.");

    public static readonly ErrorEntry CloudKeysMissing = new(ErrorKind.AuthenticationError,
        "No keys for Timescale Cloud were given, and TIGER_PUBLIC_KEY and TIGER_SECRET_KEY are not both set.",
        "Pass -Credential with the public key as user name and the secret key as password.");

    public static readonly ErrorEntry VpcNameNeeded = new(ErrorKind.InvalidArgument,
        "A VPC of Timescale Cloud needs a name.",
        "Add -Name.");

    public static readonly ErrorEntry RegionUnsupported = new(ErrorKind.InvalidArgument,
        "Timescale Cloud has no VPC in region '{0}'. It is known to have some in: {1}.",
        "Give an AWS region that Timescale Cloud runs in. VPCs on Azure belong to the managed service.");

    public static readonly ErrorEntry VpcNotOnAws = new(ErrorKind.InvalidArgument,
        "VPC {0} is in '{1}', which is not AWS. An AWS VPC can be peered only with a VPC on AWS.",
        "Choose a VPC on AWS, or peer a VNet with this one (Grant-AzurePeerRole).");

    public static readonly ErrorEntry VpcNameTaken = new(ErrorKind.ResourceExists,
        "Project '{0}' already has a VPC named '{1}', with range {2} in {3}.",
        "Choose another name, or the same range and region to use that one.");

    public static readonly ErrorEntry AwsVpcNotFound = new(ErrorKind.ObjectNotFound,
        "There is no AWS VPC '{0}' of account {1} in {2}. There are: {3}.",
        "Get-AwsVpc lists the VPCs of a region; add -AwsRegion if it is in another one.");

    public static readonly ErrorEntry AwsVpcIdInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not the id of an AWS VPC.",
        "Give vpc- and 8 or 17 hexadecimal digits.");

    public static readonly ErrorEntry AwsAccountMismatch = new(ErrorKind.InvalidArgument,
        "VPC {0} belongs to account {1}, but the AWS sign-in is for account {2}.",
        "Run Connect-Timescale with -AwsProfile for that account.");

    public static readonly ErrorEntry PeeringQuota = new(ErrorKind.LimitsExceeded,
        "VPC {0} already has {1} peerings, as many as the platform allows.",
        "Remove one that is no longer needed, or make another VPC.");

    public static readonly ErrorEntry PlatformQuota = new(ErrorKind.LimitsExceeded,
        "The platform refuses {0}: a quota is used up.",
        "Remove what is no longer needed, or ask the platform's support for more.");

    public static readonly ErrorEntry PeeringExpired = new(ErrorKind.OperationTimeout,
        "The request {0} for {1} has expired: AWS keeps one for 7 days.",
        "Run the pipeline again from Add-VpcPeering: a new request is made.");

    public static readonly ErrorEntry PeeringDisabled = new(ErrorKind.InvalidResult,
        "The platform reports {0} for {1}: {2}",
        "Run the pipeline again from Add-VpcPeering. If it stays, ask the platform's support.");

    public static readonly ErrorEntry AwsPeeringNotFound = new(ErrorKind.ObjectNotFound,
        "The platform names the request {0} for {1}, but account {2} does not see it in {3}.",
        "Check the AWS account and region of the sign-in, wait a minute, and run Approve-VpcPeering again.");

    public static readonly ErrorEntry RequestNotOurs = new(ErrorKind.PermissionDenied,
        "The request {0} is not for this peering: its accepter is {1}, expected was {2}. It is left alone.",
        "Do not accept it. Report it to the platform's support, then run the pipeline again from Add-VpcPeering.");

    public static readonly ErrorEntry RequesterRegionUnexpected = new(ErrorKind.PermissionDenied,
        "The request {0} comes from region {1}, but the Timescale VPC is in {2}. It is left alone.",
        "Do not accept it. Report it to the platform's support, then run the pipeline again from Add-VpcPeering.");

    public static readonly ErrorEntry RequesterCidrUnexpected = new(ErrorKind.PermissionDenied,
        "The peering {0} leads to the range {1}, but the Timescale VPC has {2}. No route leads to it.",
        "If it was not accepted yet, do not accept it; if it is active, delete the connection in AWS. Report it to the "
        + "platform's support.");

    public static readonly ErrorEntry RequesterAccountUnexpected = new(ErrorKind.PermissionDenied,
        "The request {0} comes from AWS account {1}, but {2} names {3}. It is left alone.",
        "Do not accept it. If the platform has changed its account, its support can tell: then give the new one to "
        + "-RequesterAccountId.");

    public static readonly ErrorEntry RequesterVpcUnexpected = new(ErrorKind.PermissionDenied,
        "The request {0} comes from VPC {1} in AWS, but the platform says that its own one is {2}. It is left alone.",
        "Do not accept it. Run Get-VpcPeering to see which request the platform names, and ask its support if it stays "
        + "so.");

    public static readonly ErrorEntry RequesterUnknown = new(ErrorKind.PermissionDenied,
        "The request {0} comes from AWS account {1}, and neither -RequesterAccountId nor a peering that was approved "
        + "before names an account. It is left alone, as -RequireKnownRequester asks.",
        "Compare the account with the platform's documents, then give it to -RequesterAccountId.");

    public static readonly ErrorEntry PeeringUnnamed = new(ErrorKind.InvalidResult,
        "The platform says {1} for {0}, but does not name the connection in AWS (pcx-). Nothing was accepted, tagged "
        + "or routed.",
        "Run Approve-VpcPeering again in some minutes. If it stays, run Remove-VpcPeering and the pipeline from "
        + "Add-VpcPeering again, or ask the platform's support.");

    public static readonly ErrorEntry AwsPeeringFailed = new(ErrorKind.InvalidResult,
        "AWS reports {1} for the peering connection {0}: {2}",
        "Mend what the message names (an overlap of ranges is the usual cause), then run the pipeline again.");

    public static readonly ErrorEntry RouteConflict = new(ErrorKind.ResourceExists,
        "Route table {0} already has a route for {1}, to {2} ({3}).",
        "Add -Force to point it to this peering, leave the table out with -RouteTableId, or use -NoRoute.");

    public static readonly ErrorEntry RouteTableFull = new(ErrorKind.LimitsExceeded,
        "AWS refuses another route in table {0}, which holds {1}: the account's quota is used up.",
        "Free a route or have the quota raised, or leave the table out with -RouteTableId.");

    public static readonly ErrorEntry RouteTableUnknown = new(ErrorKind.ObjectNotFound,
        "VPC {0} has no route table or subnet '{1}'. It has: {2}.",
        "Give ids of this VPC to -RouteTableId or -SubnetId.");

    public static readonly ErrorEntry SecurityGroupNotFound = new(ErrorKind.ObjectNotFound,
        "VPC {0} has no security group '{1}'. It has: {2}.",
        "Give the id of a group of this VPC to -SecurityGroupId.");

    public static readonly ErrorEntry SecurityGroupUnfit = new(ErrorKind.InvalidOperation,
        "The default security group {0} does not let TCP {1} out to {2}.",
        "Leave -UseDefault out to make a group for it, or add the rule with -SecurityGroupId {0:arg}.");

    public static readonly ErrorEntry SecurityGroupNameTaken = new(ErrorKind.ResourceExists,
        "The security group {0} is called '{1}', but was not made for this peering. It is left alone.",
        "Rename or remove that group, or use it as it is: add -SecurityGroupId {0:arg}.");

    public static readonly ErrorEntry SecurityGroupInUse = new(ErrorKind.InvalidOperation,
        "The security group {0} is still used by {1}.",
        "Take it off these, then run the same command again.");

    public static readonly ErrorEntry AttachTargetUnknown = new(ErrorKind.ObjectNotFound,
        "VPC {0} has no network interface of '{1}'. It has: {2}.",
        "Give ids of instances (i-) or network interfaces (eni-) of this VPC to -AttachTo.");

    public static readonly ErrorEntry ServiceAttachedElsewhere = new(ErrorKind.InvalidOperation,
        "Service '{0}' is in VPC {1}; the platform refuses to put it in {2}.",
        "Run the same command again; if it stays, detach it with Set-ServiceVpc -Public first.");

    public static readonly ErrorEntry ServiceLeftPublic = new(ErrorKind.InvalidResult,
        "Moving service '{0}' to VPC {1} failed ({2}), and it could not be put back to VPC {3}: {4}.",
        "Run Set-ServiceVpc again at once, for either VPC.");

    public static readonly ErrorEntry ServiceMovedBack = new(ErrorKind.InvalidResult,
        "Moving service '{0}' to VPC {1} failed ({2}); it is back in VPC {3}.",
        "Mend what the message names, then run Set-ServiceVpc again.");
}

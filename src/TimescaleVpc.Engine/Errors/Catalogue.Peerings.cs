namespace TimescaleVpc.Engine.Errors;

/// <summary>Peerings: one id for each way to fail.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry DriftFound = new(ErrorKind.InvalidResult,
        "Findings to correct, or to look into: {0}, in {1} peering(s).",
        "Read the findings: each names its cause and its remedy, most of them with a command.");

    public static readonly ErrorEntry FindingUnknown = new(ErrorKind.InvalidArgument,
        "'{0}' is not the Id of a finding that this version of the module knows. The nearest are: {1}.",
        "Run Test-VpcPeering again, and pipe its findings to Repair-VpcPeering.");

    public static readonly ErrorEntry PeeringNotFound = new(ErrorKind.ObjectNotFound,
        "Timescale VPC {0} has no peering with {1}. It has peerings with: {2}.",
        "Get-VpcPeering lists the peerings. Add-VpcPeering requests a new one.");

    public static readonly ErrorEntry PeeringAmbiguous = new(ErrorKind.InvalidArgument,
        "Several peerings match {0}: {1}.",
        "Add -Vpc or -ResourceGroupName, or give the id of the network to -VNet or -AwsVpc.");

    public static readonly ErrorEntry PeeringInvalidSpecification = new(ErrorKind.InvalidResult,
        "Timescale reports INVALID_SPECIFICATION for {0}: {1}",
        "{2} Then run {0:make}.");

    public static readonly ErrorEntry PeeringRejectedByPeer = new(ErrorKind.PermissionDenied,
        "Timescale reports REJECTED_BY_PEER for {0}: {1}",
        "{2} Then run {0:make}.");

    public static readonly ErrorEntry PeeringDeletedByPeer = new(ErrorKind.InvalidResult,
        "Timescale reports DELETED_BY_PEER for {0}: {1}",
        "Your half of the peering was deleted. To make both halves again, run {0:make}. To give the peering up, run "
        + "{0:get} | Undo-VpcPeering.");

    public static readonly ErrorEntry PeeringError = new(ErrorKind.InvalidResult,
        "Timescale reports ERROR for {0}: {1}",
        "Run {0:get} | Remove-VpcPeering, then {0:make}. If the error returns, give this message to Timescale "
        + "support.");

    public static readonly ErrorEntry PeeringDeleted = new(ErrorKind.InvalidResult,
        "Timescale has deleted the peering {0}, or is deleting it ({1}).",
        "To make it again, run {0:make}.");

    public static readonly ErrorEntry PeeringTimeout = new(ErrorKind.OperationTimeout,
        "The peering {0} is still {1} after {2}; {3} must act.",
        "{4}");

    public static readonly ErrorEntry PeeringHalfGone = new(ErrorKind.InvalidResult,
        "Timescale reports ACTIVE for {0}, but your half of the peering is {1}: no traffic passes.",
        "Both halves must be made again: run {0:get} | Remove-VpcPeering, then {0:make}. Or run {0:get} | "
        + "Test-VpcPeering | Repair-VpcPeering, which does the same.");

    public static readonly ErrorEntry PeeringNotRequested = new(ErrorKind.InvalidOperation,
        "Timescale has no peering {0}.",
        "Run Add-VpcPeering first, which requests it (on Azure after Grant-AzurePeerRole).");

    public static readonly ErrorEntry PeeringStillExists = new(ErrorKind.InvalidOperation,
        "The peering {0} still exists ({1}). Without its roles it cannot be repaired.",
        "To remove the peering and its roles, run Undo-VpcPeering instead. To remove only the roles, add -Force.");

    public static readonly ErrorEntry RemoteNetworkUnknown = new(ErrorKind.InvalidResult,
        "The peering {0} is {1}, but Timescale no longer says which network is at its other end, and the VNet has no "
        + "link that this module made for it.",
        "Run {0:get} | Remove-VpcPeering, then {0:make}. If the peering is ACTIVE, its connections break for some "
        + "minutes.");

    public static readonly ErrorEntry PlatformAppMismatch = new(ErrorKind.InvalidArgument,
        "Application {0} comes from tenant {1}, but the network of Timescale is in tenant {2}: it is not Timescale's "
        + "application.",
        "Remove what it was given: run Revoke-AzurePeerRole -PlatformAppId {0:arg} for this VNet. Then run "
        + "Grant-AzurePeerRole without -PlatformAppId, which takes Timescale's application. If the error returns, ask "
        + "Timescale support for the id of their application.");

    public static readonly ErrorEntry AppMismatch = new(ErrorKind.InvalidArgument,
        "The peering with {0} was requested with application {1}, not {2}. The application of a peering cannot be "
        + "changed.",
        "Leave -AppId out to keep application {1}. To use application {2}, run {3:get} | Remove-VpcPeering (if the "
        + "peering is ACTIVE, its connections break for some minutes), then Grant-AzurePeerRole {3:names} -AppId "
        + "{2:arg} | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering.");
}

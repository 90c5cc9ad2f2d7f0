namespace TimescaleVpc.Engine.Errors;

/// <summary>Peerings: one id for each way to fail.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry DriftFound = new(ErrorKind.InvalidResult,
        "Test-VpcPeering has {0} findings to mend, or to look into, in {1} peerings.",
        "Read the findings: each names its cause and the command that mends it.");

    public static readonly ErrorEntry PeeringNotFound = new(ErrorKind.ObjectNotFound,
        "VPC {0} has no peering with {1}. It has peerings with: {2}.",
        "Get-VpcPeering lists the peerings; Add-VpcPeering asks for one.");

    public static readonly ErrorEntry PeeringAmbiguous = new(ErrorKind.InvalidArgument,
        "Several peerings match {0}: {1}.",
        "Add -ResourceGroupName, or give the VNet's id.");

    public static readonly ErrorEntry PeeringInvalidSpecification = new(ErrorKind.InvalidResult,
        "The platform reports INVALID_SPECIFICATION for {0}: {1}",
        "Mend what the message names (the VNet, its ranges, the platform's role on it with "
        + "Microsoft.Network/virtualNetworks/peer/action), then run the pipeline again: Add-VpcPeering asks once "
        + "more.");

    public static readonly ErrorEntry PeeringRejectedByPeer = new(ErrorKind.PermissionDenied,
        "The platform reports REJECTED_BY_PEER for {0}: {1}",
        "In Azure the platform needs Microsoft.Network/virtualNetworks/peer/action on the VNet: run "
        + "Grant-AzurePeerRole for it again. Then Add-VpcPeering asks once more.");

    public static readonly ErrorEntry PeeringDeletedByPeer = new(ErrorKind.InvalidResult,
        "The platform reports DELETED_BY_PEER for {0}: {1}",
        "The link on your VNet was removed. Run the pipeline again to peer anew, or Remove-VpcPeering to give it up.");

    public static readonly ErrorEntry PeeringError = new(ErrorKind.InvalidResult,
        "The platform reports ERROR for {0}: {1}",
        "Run the pipeline again: Add-VpcPeering asks once more. If it stays, ask the platform's support.");

    public static readonly ErrorEntry PeeringDeleted = new(ErrorKind.InvalidResult,
        "The peering {0} is being deleted, or was, on the platform ({1}).",
        "Run the pipeline from Add-VpcPeering on to peer anew.");

    public static readonly ErrorEntry PeeringTimeout = new(ErrorKind.OperationTimeout,
        "The peering {0} is still {1} after {2}; {3} must act.",
        "Run the same command again to go on waiting, with a longer -Timeout if need be.");

    public static readonly ErrorEntry PeeringHalfGone = new(ErrorKind.InvalidResult,
        "The platform reports ACTIVE for {0}, but your half of it is {1}: nothing passes.",
        "Run Remove-VpcPeering, then the whole pipeline again. If your half is only missing, Approve-VpcPeering makes "
        + "it.");

    public static readonly ErrorEntry PeeringNotRequested = new(ErrorKind.InvalidOperation,
        "The platform knows no peering {0}.",
        "Run Add-VpcPeering first.");

    public static readonly ErrorEntry PeeringStillExists = new(ErrorKind.InvalidOperation,
        "The peering {0} still stands ({1}); without its roles it cannot be repaired.",
        "Run Remove-VpcPeering first, or add -Force.");

    public static readonly ErrorEntry RemoteNetworkUnknown = new(ErrorKind.InvalidResult,
        "The peering {0} is {1}, but the platform no longer says which network is at its end, and no link of ours "
        + "points to it.",
        "Run Remove-VpcPeering and the whole pipeline again.");

    public static readonly ErrorEntry PlatformAppMismatch = new(ErrorKind.InvalidArgument,
        "Application {0} comes from tenant {1}, but the platform's network is in tenant {2}: it is not this "
        + "platform's application.",
        "Give the right one to Grant-AzurePeerRole -PlatformAppId.");

    public static readonly ErrorEntry AppMismatch = new(ErrorKind.InvalidArgument,
        "The platform was asked for {0} with application {1}, not {2}; it cannot be changed.",
        "Leave -AppId out, or run Remove-VpcPeering first.");
}

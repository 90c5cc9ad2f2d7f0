namespace TimescaleVpc.Engine.Errors;

/// <summary>VPCs and services of the platform.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry VpcNotFound = new(ErrorKind.ObjectNotFound,
        "There is no VPC '{1}' in {0}. There are: {2}.",
        "Get-TimescaleVpc lists the VPCs; New-TimescaleVpc makes one.");

    public static readonly ErrorEntry VpcAmbiguous = new(ErrorKind.InvalidArgument,
        "There are several VPCs '{1}' in {0}: {2}.",
        "Name one of them with -VpcId.");

    public static readonly ErrorEntry VpcNotActive = new(ErrorKind.InvalidOperation,
        "VPC {0} is in state {1}; it can be used once it is ACTIVE.",
        "Wait until Get-TimescaleVpc -VpcId {0:id} says ACTIVE, then run the pipeline again.");

    public static readonly ErrorEntry VpcNotOnAzure = new(ErrorKind.InvalidArgument,
        "VPC {0} is in '{1}', which is not Azure. A VNet can be peered only with a VPC on Azure.",
        "Choose a VPC whose CloudName contains 'azure'.");

    public static readonly ErrorEntry CloudHasPrivateLinkOnly = new(ErrorKind.InvalidArgument,
        "Timescale Cloud has no VPC on Azure, only Private Link: its VPC {0}, in '{1}', cannot be peered with a VNet.",
        "Add an Azure Private Link in its console (authorise the subscription, make a private endpoint by the region's "
        + "alias, attach a service of an Azure region), or peer the VNet with a VPC of the managed service.");

    public static readonly ErrorEntry CloudUnsupported = new(ErrorKind.InvalidArgument,
        "{0} lies in '{1}', which is neither Azure nor AWS. This module peers Azure VNets and AWS VPCs only.",
        "Use the platform's console or its own command line for that cloud, or choose a VPC on Azure or AWS.");

    public static readonly ErrorEntry VpcExists = new(ErrorKind.ResourceExists,
        "Project '{0}' already has VPC {1} in '{2}' with range {3}, and it is {4}.",
        "Wait until it is gone, or choose another range.");

    public static readonly ErrorEntry VpcOverlap = new(ErrorKind.InvalidArgument,
        "Range {0} overlaps {1} of VPC {2} in the same project.",
        "Choose a range that no network to be peered uses.");

    public static readonly ErrorEntry CidrInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not a usable address range: {1}",
        "{2}");

    public static readonly ErrorEntry CloudUnknown = new(ErrorKind.InvalidArgument,
        "The project cannot use cloud '{0}'. The nearest ones that it can: {1}.",
        "Give one of the platform's own names to -CloudName.");

    public static readonly ErrorEntry VpcFailed = new(ErrorKind.InvalidResult,
        "VPC {0} is in state {1}; it does not become usable.",
        "Look at it in the platform's console. Remove-TimescaleVpc takes it away; New-TimescaleVpc then makes "
        + "it anew.");

    public static readonly ErrorEntry VpcTimeout = new(ErrorKind.OperationTimeout,
        "VPC {0} is still {1} after {2}.",
        "Run the same command again to go on waiting, with a longer -Timeout if need be.");

    public static readonly ErrorEntry VpcInUse = new(ErrorKind.InvalidOperation,
        "VPC {0} holds services: {1}. It cannot be deleted, and no service is detached by itself.",
        "Move them with Set-ServiceVpc, or detach them with Set-ServiceVpc -Public, then run this again.");

    public static readonly ErrorEntry VpcHasPeerings = new(ErrorKind.InvalidOperation,
        "VPC {0} has peerings: {1}. Deleting it would leave your half of each behind, disconnected.",
        "Run Get-VpcPeering -Vpc {0:id} | Remove-VpcPeering first.");

    public static readonly ErrorEntry RenameNotSupported = new(ErrorKind.InvalidOperation,
        "VPC {0} cannot be renamed: VPCs of the managed service have no name of their own.",
        "Use its CloudName or VpcId to tell it apart.");

    public static readonly ErrorEntry ServiceNotFound = new(ErrorKind.ObjectNotFound,
        "There is no service '{1}' in {0}. There are: {2}.",
        "Get-ServiceVpc lists the services.");

    public static readonly ErrorEntry VpcWithoutService = new(ErrorKind.ObjectNotFound,
        "None of the services is in VPC {0}, so there is nothing to test.",
        "Put one there with Set-ServiceVpc; Get-ServiceVpc shows where they are.");

    public static readonly ErrorEntry ServiceElsewhere = new(ErrorKind.InvalidArgument,
        "Service '{0}' runs in '{1}', VPC {2} is in '{3}'. A service can only be in a VPC of its own cloud and region.",
        "Choose a VPC in '{1}', or move the service there first.");

    public static readonly ErrorEntry ServiceTargetAmbiguous = new(ErrorKind.InvalidArgument,
        "Several VPCs came down the pipeline ({0}); a service can be in one of them only.",
        "Run Set-ServiceVpc once for each VPC.");

    public static readonly ErrorEntry ServiceTargetMissing = new(ErrorKind.InvalidArgument,
        "Nothing says where the services are to go.",
        "Pipe a peering or a VPC into Set-ServiceVpc, or add -Vpc or -Public.");

    public static readonly ErrorEntry ServiceStateUnfit = new(ErrorKind.InvalidOperation,
        "Service '{0}' is in state {1}; it can be moved while it is RUNNING.",
        "Start it, or wait until it runs, then run the same command again.");

    public static readonly ErrorEntry ServiceMoveTimeout = new(ErrorKind.OperationTimeout,
        "Service '{0}' is still {1} after {2}; the move goes on without us.",
        "Run the same command again to go on waiting.");

    public static readonly ErrorEntry ProbePlaceUnknown = new(ErrorKind.InvalidArgument,
        "-From '{0}' names no network of the sandbox, or more than one: {1}.",
        "Give a VNet's id, GROUP/NAME, or 'Outside'.");

    public static readonly ErrorEntry FromNeedsSandbox = new(ErrorKind.InvalidArgument,
        "-From '{0}' works in the sandbox only: a real test starts where this command runs.",
        "Leave -From out, or use -AsScript and run the script on a machine in the network.");
}

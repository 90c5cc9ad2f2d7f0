namespace TimescaleVpc.Engine.Errors;

/// <summary>VPCs and services of the platform.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry VpcNotFound = new(ErrorKind.ObjectNotFound,
        "There is no VPC '{1}' in {0}. There are: {2}.",
        "Get-TimescaleVpc lists the VPCs. New-TimescaleVpc makes a new one.");

    public static readonly ErrorEntry VpcAmbiguous = new(ErrorKind.InvalidArgument,
        "There are several VPCs '{1}' in {0}: {2}.",
        "Give the id of one of them to -VpcId or -Vpc.");

    public static readonly ErrorEntry VpcNotActive = new(ErrorKind.InvalidOperation,
        "VPC {0} is in state {1}; it can be used once it is ACTIVE.",
        "Wait until Get-TimescaleVpc -VpcId {0:id} shows ACTIVE, then run the same command again.");

    public static readonly ErrorEntry VpcNotOnAzure = new(ErrorKind.InvalidArgument,
        "Timescale VPC {0} is in '{1}', which is not Azure. A VNet can be peered only with a Timescale VPC on Azure.",
        "Choose a Timescale VPC of Managed Service for TimescaleDB on Azure: Get-TimescaleVpc lists them.");

    public static readonly ErrorEntry CloudHasPrivateLinkOnly = new(ErrorKind.InvalidArgument,
        "Timescale Cloud has no VPC on Azure, only Private Link: its VPC {0}, in '{1}', cannot be peered with a VNet.",
        "Add an Azure Private Link in the Timescale console: authorize the subscription, make a private endpoint "
        + "with the alias of the region, and attach a service of an Azure region. Or peer the VNet with a VPC of "
        + "Managed Service for TimescaleDB.");

    public static readonly ErrorEntry CloudUnsupported = new(ErrorKind.InvalidArgument,
        $"{{0}} lies in '{{1}}', which is neither {CloudWords.Join(" nor ", cloud => cloud.Title)}. This module peers "
        + $"{CloudWords.Join(" and ", cloud => cloud.Networks)} only.",
        "Use the Timescale console for that cloud, or choose a VPC on "
        + $"{CloudWords.Join(" or ", cloud => cloud.Title)}.");

    public static readonly ErrorEntry VpcExists = new(ErrorKind.ResourceExists,
        "Project '{0}' already has VPC {1} in '{2}' with range {3}, and it is {4}.",
        "Wait until that VPC is deleted (Get-TimescaleVpc shows it), delete it with Remove-TimescaleVpc -Vpc {1:id} if "
        + "it has failed, or choose another range.");

    public static readonly ErrorEntry VpcOverlap = new(ErrorKind.InvalidArgument,
        "Range {0} overlaps {1} of VPC {2} in the same project.",
        "Choose a range that overlaps no VPC of the project and no network that you want to peer.");

    public static readonly ErrorEntry CidrInvalid = new(ErrorKind.InvalidArgument,
        "'{0}' is not a usable address range: {1}",
        "{2}");

    public static readonly ErrorEntry CloudUnknown = new(ErrorKind.InvalidArgument,
        "The project cannot use cloud '{0}'. The nearest ones that it can: {1}.",
        "Give one of Timescale's own cloud names to -CloudName, for example timescale-azure-westeurope.");

    public static readonly ErrorEntry VpcFailed = new(ErrorKind.InvalidResult,
        "VPC {0} is in state {1} and will not become usable.",
        "Look at it in the Timescale console. Move its services out (Get-ServiceVpc lists them), give its peerings up "
        + "(Get-VpcPeering -Vpc {0:id} | Undo-VpcPeering), then run Remove-TimescaleVpc -Vpc {0:id}. Make another "
        + "Timescale VPC with New-TimescaleVpc.");

    public static readonly ErrorEntry VpcTimeout = new(ErrorKind.OperationTimeout,
        "VPC {0} is still {1} after {2}.",
        "Run the same command again to continue waiting, with a longer -Timeout if needed.");

    public static readonly ErrorEntry VpcInUse = new(ErrorKind.InvalidOperation,
        "VPC {0} contains services: {1}. It cannot be deleted until they are moved out of it.",
        "Move them to another VPC with Set-ServiceVpc -Vpc, or out of the VPC with Set-ServiceVpc -Public: they can "
        + "then be reached from the public internet. Then run the same command again.");

    public static readonly ErrorEntry VpcHasPeerings = new(ErrorKind.InvalidOperation,
        "VPC {0} has peerings: {1}. Deleting it would leave your half of each peering behind, disconnected.",
        "Give them up first, with Get-VpcPeering -Vpc {0:id} | Undo-VpcPeering, then run the same command again.");

    public static readonly ErrorEntry RenameNotSupported = new(ErrorKind.InvalidOperation,
        "VPC {0} cannot be renamed: VPCs of Managed Service for TimescaleDB have no name of their own.",
        "Use its CloudName or VpcId to identify it.");

    public static readonly ErrorEntry ServiceNotFound = new(ErrorKind.ObjectNotFound,
        "There is no service '{1}' in {0}. There are: {2}.",
        "Correct the name: Get-ServiceVpc lists the services.");

    public static readonly ErrorEntry VpcWithoutService = new(ErrorKind.ObjectNotFound,
        "None of the services is in VPC {0}, so there is nothing to test.",
        "Move a service into the VPC with Set-ServiceVpc. Get-ServiceVpc shows where the services are.");

    public static readonly ErrorEntry ServiceElsewhere = new(ErrorKind.InvalidArgument,
        "Service '{0}' runs in '{1}', but VPC {2} is in '{3}'. A service can only be in a VPC of its own cloud and "
        + "region.",
        "Choose a VPC in '{1}', or move the service to '{3}' in the Timescale console first.");

    public static readonly ErrorEntry ServiceTargetAmbiguous = new(ErrorKind.InvalidArgument,
        "Several VPCs were piped into Set-ServiceVpc ({0}). A service can be in one VPC only.",
        "Pipe one VPC only. If services belong in different VPCs, run Set-ServiceVpc once for each VPC, each time with "
        + "the services for it (-Service).");

    public static readonly ErrorEntry ServiceTargetMissing = new(ErrorKind.InvalidArgument,
        "Set-ServiceVpc was not told where to move the services.",
        "Pipe a peering or a VPC into Set-ServiceVpc, or add -Vpc or -Public.");

    public static readonly ErrorEntry ServiceStateUnfit = new(ErrorKind.InvalidOperation,
        "Service '{0}' is in state {1}. It can be moved only while it is RUNNING.",
        "Start the service in the Timescale console, or wait until it is RUNNING, then run the same command again.");

    public static readonly ErrorEntry ServiceMoveTimeout = new(ErrorKind.OperationTimeout,
        "Service '{0}' is still {1} after {2}. Timescale continues to move it.",
        "Run the same command again to continue waiting, with a longer -Timeout if needed.");

    public static readonly ErrorEntry ProbePlaceUnknown = new(ErrorKind.InvalidArgument,
        "-From '{0}' names no network of the sandbox, or more than one. Networks: {1}.",
        "Give the id of a VNet, GROUP/NAME, or 'Outside' for the public internet.");

    public static readonly ErrorEntry FromNeedsSandbox = new(ErrorKind.InvalidArgument,
        "-From '{0}' works in the sandbox only: a real test starts from the computer that runs this command.",
        "Leave -From out, or use -AsScript and run the script on a machine in the network.");
}

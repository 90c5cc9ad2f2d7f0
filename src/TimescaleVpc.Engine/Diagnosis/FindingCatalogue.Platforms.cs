namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The platform's side.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry NotRead = new(FindingSeverity.Unknown, ChainLink.Apart,
        "A part of the check is missing, because {1} could not be read: {2}",
        "{3}");

    public static readonly FindingEntry VpcMissing = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The Timescale project no longer has the Timescale VPC {1}. Left of the peering: {2}.",
        "Remove what is left of the old peering with this command. If you need the peering, make a Timescale VPC "
        + "with New-TimescaleVpc and peer it.")
    {
        Command = "Get-VpcPeering | Where-Object VpcId -EQ {1:arg} | Undo-VpcPeering",
    };

    public static readonly FindingEntry VpcNotReady = new(FindingSeverity.Notice, ChainLink.Vpc,
        "Timescale is still making its VPC: it is {1}.",
        "Wait some minutes. Or run this command now: it waits for the Timescale VPC.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry VpcUnusable = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The Timescale VPC {2} is {1} and will not become usable.",
        "Move the services in it out first, if there are any (Get-ServiceVpc). Then remove it and its peerings with "
        + "this command, make another Timescale VPC with New-TimescaleVpc, and peer it.")
    {
        Command = "Get-VpcPeering -Vpc {2:arg} | Undo-VpcPeering && Remove-TimescaleVpc -Vpc {2:arg}",
    };

    public static readonly FindingEntry RangeOverlaps = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The range {2} of {1} overlaps the range {3} of the Timescale VPC: the networks cannot be peered, or a part of "
        + "one of them cannot be reached.",
        "Peer a Timescale VPC with another range (New-TimescaleVpc -Cidr). Free here: {4}.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry PeeringMissing = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Timescale has no peering with this network, although one is expected: it was removed, or never requested.",
        "Make the peering with this command. What exists is kept.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry RunInterrupted = new(FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind, and Timescale has no peering for it.",
        "Run this command, which continues with what is there. To give the peering up, run {0:get} | Undo-VpcPeering "
        + "instead.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry RunStuck = new(FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind, Timescale has no peering for it, and none can be made: {2}",
        "Correct the cause, then run {0:make}. Or, to give the peering up, run this command, Undo-VpcPeering.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry LeftoverFound = new(FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind. No peering needs it, and nothing tells any more for which network it was "
        + "made, so no run can continue with it.",
        "Make sure that no other run is at work in the project, then remove it with this command. It removes all that "
        + "interrupted runs left in the project, and no peering that Timescale has.")
    {
        Command = "Get-VpcPeering | Where-Object Leftovers | Undo-VpcPeering", Repair = RepairKind.Undo,
    };

    public static readonly FindingEntry PeeringInProgress = new(FindingSeverity.Notice, ChainLink.PlatformHalf,
        "Timescale is working on the peering: it is {1}.",
        "Run this command: it waits for Timescale, then continues.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringDeleting = new(FindingSeverity.Notice, ChainLink.PlatformHalf,
        "Timescale is deleting the peering: it is {1}.",
        "If it is removed on purpose, leave it alone, and do not repair it. To make the peering again, run this "
        + "command: it waits until the old one is gone, as Repair-VpcPeering does.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringInvalid = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Timescale could not make its half of the peering: {1}.",
        "Correct what this message names, then run this command, which requests the peering again. Repair-VpcPeering "
        + "requests it again, too, and corrects nothing else.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringRejected = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The peering was rejected on your side: {1}.",
        "Find out who or what rejected it, then run this command, which requests the peering again. Repair-VpcPeering "
        + "requests it again, too, and corrects nothing else.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringExpired = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The peering request was not accepted within the 7 days that AWS keeps one: {1}.",
        "Run this command, which requests the peering again.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringDisabled = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Timescale has disabled the peering: {1}.",
        "Run this command, which requests the peering again. If the finding returns, ask Timescale support.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringErrored = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Timescale reports an internal error: {1}.",
        "Remove the peering and make it again with this command. If the finding returns, give this message to "
        + "Timescale support.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry PeeringDeletedByPeer = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Your half of the peering was deleted, and Timescale has noticed: {1}.",
        "If it was deleted on purpose, give the peering up: {0:get} | Undo-VpcPeering. Otherwise run this command, "
        + "which makes both halves again.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry CloudHasNoPeering = new(FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The network is in a cloud that this module does not support. Timescale says: {1}.",
        "Make your half of the peering with the tools of that cloud, as Timescale's documentation describes.");

    public static readonly FindingEntry ServiceFilterExcludes = new(FindingSeverity.Problem, ChainLink.Service,
        "The IP filter of service {1} excludes your whole network: {2}. It applies to peered networks, too.",
        "Add the ranges to the allowed IP addresses of the service in the Timescale console.");

    public static readonly FindingEntry ServiceFilterNarrow = new(FindingSeverity.Warning, ChainLink.Service,
        "The IP filter of service {1} excludes a part of your network: {2}. It applies to peered networks, too.",
        "If clients there need the service, add the ranges to its allowed IP addresses in the Timescale console.");

    public static readonly FindingEntry ServiceAlsoPublic = new(FindingSeverity.Warning, ChainLink.Apart,
        "The service {1} can also be reached from the public internet, as {2}.",
        "Switch public access off in the Timescale console, unless you need it.");

    public static readonly FindingEntry ProjectRoleTooLow = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The sign-in to Timescale may not change VPCs and peerings in the project {1}.",
        "Ask an administrator of the project for the role 'admin' or 'operator', or use the token of a user who has "
        + "it.");

    public static readonly FindingEntry PeeringLimitReached = new(FindingSeverity.Warning, ChainLink.PlatformHalf,
        "The Timescale VPC has {1} peerings. Timescale's documentation names a limit of {2} (as of November 2026).",
        "Remove a peering that is no longer needed with Undo-VpcPeering, or peer another Timescale VPC.");

    public static readonly FindingEntry ServiceNotRunning = new(FindingSeverity.Problem, ChainLink.Service,
        "The service {1} in the Timescale VPC is {2}: it does not answer.",
        "Start it in the Timescale console; if it is being built, wait.");

    public static readonly FindingEntry ServiceMoving = new(FindingSeverity.Notice, ChainLink.Service,
        "Timescale is working on the service {1}: it is {2}, and may not answer.",
        "Nothing needs to be done. Run Test-VpcPeering again in some minutes.")
    {
        Turn = Turns.Platform,
    };

    public static readonly FindingEntry HostNotResolved = new(FindingSeverity.Warning, ChainLink.Service,
        "The host name {2} of the service {1} does not resolve here: {3}",
        "Use a DNS server that resolves public names and does not discard private addresses. After a move of the "
        + "service, wait some minutes: DNS follows.")
    {
        IsOfNamedService = true,
    };

    public static readonly FindingEntry HostResolvesElsewhere = new(FindingSeverity.Notice, ChainLink.Service,
        "The host name {2} of the service {1} resolves here to {3}, which is not in the Timescale VPC's range "
        + "{4}.",
        "If the service was moved just now, wait some minutes: DNS follows. Otherwise flush the DNS cache of this "
        + "computer, and find out which DNS server answers so.")
    {
        IsOfNamedService = true,
    };

    public static readonly FindingEntry PortNotReached = new(FindingSeverity.Problem, ChainLink.Service,
        "From your network, port {2} of the service {1} does not answer, although nothing that was read stops it: {3}",
        "Look for a firewall on this computer or on the way, and at the security groups of its network interface. "
        + "What is set on Timescale's side cannot be read: if nothing else explains it, ask Timescale support. The "
        + "address of this computer lies in the range of your network; if the computer is in another network with the "
        + "same range, run the script of Test-ServiceVpc -Service {1:arg} -AsScript on one that is in yours.")
    {
        Command = "Test-ServiceVpc -Service {1:arg}",
        IsOfNamedService = true,
    };

    public static readonly FindingEntry ServiceIsPublic = new(FindingSeverity.Problem, ChainLink.Service,
        "The service {1} is not in the Timescale VPC: it can be reached from the public internet.",
        "Move it into the Timescale VPC with this command. Connections to it break for some minutes; after that only "
        + "peered networks can reach it, and clients on the public internet no longer can. On Timescale Cloud its "
        + "host and port change as well.")
    {
        Command = "Set-ServiceVpc -Service {1:arg} -Vpc {2:arg}",
        IsOfNamedService = true,
    };

    public static readonly FindingEntry AllowListUnclear = new(FindingSeverity.Unknown, ChainLink.Service,
        "It is not known whether the service {1} has an IP allow list: Timescale does not show which services have "
        + "one. A service that has one cannot be moved into a VPC. The project has: {2}.",
        "Check the service in the Timescale console. If it has an allow list, detach the list there directly before "
        + "you run Set-ServiceVpc: until the service is in the Timescale VPC, the whole internet can then try to sign "
        + "in to it. If the move fails, attach the list again at once.")
    {
        IsOfNamedService = true,
    };

    public static readonly FindingEntry ServiceElsewhere = new(FindingSeverity.Problem, ChainLink.Service,
        "The service {1} is in another Timescale VPC, {2}.",
        "If it belongs there, nothing needs to be done; to reach it, peer {2} with your network. To move it into this "
        + "Timescale VPC instead, run this command: clients of {2} lose it, connections break for some minutes, and "
        + "it may be on the public internet while it moves. On Timescale Cloud its host and port change as well.")
    {
        Command = "Set-ServiceVpc -Service {1:arg} -Vpc {3:arg}",
        IsOfNamedService = true,
    };
}

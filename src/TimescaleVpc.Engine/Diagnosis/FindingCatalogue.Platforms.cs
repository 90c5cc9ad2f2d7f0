namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The platform's side.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry NotRead = new(
        "NotRead", FindingSeverity.Unknown, ChainLink.Apart,
        "It is not known, because {1} could not be read: {2}",
        "{3}");

    public static readonly FindingEntry VpcMissing = new(
        "VpcMissing", FindingSeverity.Problem, ChainLink.Vpc,
        "The project has no VPC {1} any more. Left of the peering: {2}.",
        "Make a VPC (New-TimescaleVpc) and peer it; remove what is left of the old peering.")
    {
        Command = "Get-VpcPeering | Where-Object VpcId -EQ {1:arg} | Undo-VpcPeering",
    };

    public static readonly FindingEntry VpcNotReady = new(
        "VpcNotReady", FindingSeverity.Notice, ChainLink.Vpc,
        "The platform is still making the VPC: it is {1}.",
        "Wait some minutes, or run the pipeline: it waits by itself.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry VpcUnusable = new(
        "VpcUnusable", FindingSeverity.Problem, ChainLink.Vpc,
        "The VPC is {1}: it does not become usable.",
        "Remove it and make another one, then run the pipeline again.")
    {
        Command = "Get-TimescaleVpc {1:arg}",
    };

    public static readonly FindingEntry RangeOverlaps = new(
        "RangeOverlaps", FindingSeverity.Problem, ChainLink.Vpc,
        "The range {2} of {1} overlaps the VPC's {3}: the networks cannot be peered, or part of one cannot be reached.",
        "Peer a VPC with another range. Free here: {4}.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry PeeringMissing = new(
        "PeeringMissing", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The platform has no peering with this network, although there should be one: it was removed or not asked for.",
        "Run the pipeline again; it keeps what stands.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry RunInterrupted = new(
        "RunInterrupted", FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind, and the platform has no peering for it.",
        "Run the pipeline again, which takes up what is there; or remove it with Undo-VpcPeering.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry RunStuck = new(
        "RunStuck", FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind, the platform has no peering for it, and the pipeline cannot take it up: "
        + "{2}",
        "Remove it; or mend what stands in the way, and run the pipeline again.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry LeftoverFound = new(
        "LeftoverFound", FindingSeverity.Warning, ChainLink.PlatformHalf,
        "An interrupted run left {1} behind, which no peering needs.",
        "Remove it.")
    {
        Command = "Get-VpcPeering | Where-Object Leftovers | Undo-VpcPeering", Repair = RepairKind.Undo,
    };

    public static readonly FindingEntry PeeringInProgress = new(
        "PeeringInProgress", FindingSeverity.Notice, ChainLink.PlatformHalf,
        "The platform is at work on the peering: it is {1}.",
        "Wait for it with the pipeline, which goes on from there.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringDeleting = new(
        "PeeringDeleting", FindingSeverity.Notice, ChainLink.PlatformHalf,
        "The platform is deleting the peering: it is {1}.",
        "There is nothing to do. If you want a new one, run the pipeline once this one is gone.")
    {
        Command = "{0:make}", Turn = Turns.Platform, Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringInvalid = new(
        "PeeringInvalid", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The platform could not make its half: {1}.",
        "Mend what its words name, then run the pipeline: it asks the platform again.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringRejected = new(
        "PeeringRejected", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The request was rejected on your side: {1}.",
        "Find out who rejected it, then run the pipeline: it asks the platform again.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringExpired = new(
        "PeeringExpired", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The request was not accepted within the 7 days that AWS keeps one: {1}.",
        "Run the pipeline: it asks the platform again.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringDisabled = new(
        "PeeringDisabled", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The platform has disabled the peering: {1}.",
        "Run the pipeline: it asks the platform again. If it stays, ask the platform's support.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry PeeringErrored = new(
        "PeeringErrored", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The platform reports an error of its own: {1}.",
        "Remove the peering and make it again; if it stays, ask the platform's support with its words.")
    {
        Command = "{0:get} | Remove-VpcPeering", Turn = Turns.Platform,
    };

    public static readonly FindingEntry PeeringDeletedByPeer = new(
        "PeeringDeletedByPeer", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "Your half was deleted, and the platform has noticed: {1}.",
        "Run the pipeline: it makes both halves anew.")
    {
        Command = "{0:make}", Repair = RepairKind.Request,
    };

    public static readonly FindingEntry CloudHasNoPeering = new(
        "CloudHasNoPeering", FindingSeverity.Problem, ChainLink.PlatformHalf,
        "The network lies in a cloud that this module does not work in; the platform says {1}.",
        "Make your half with that cloud's own tools, as the platform's documents tell.");

    public static readonly FindingEntry ServiceFilterExcludes = new(
        "ServiceFilterExcludes", FindingSeverity.Problem, ChainLink.Service,
        "The IP filter of service {1} keeps your whole network out: {2}. It applies to peered networks, too.",
        "Add the ranges to the service's allowed IP addresses, in the platform's console.");

    public static readonly FindingEntry ServiceFilterNarrow = new(
        "ServiceFilterNarrow", FindingSeverity.Warning, ChainLink.Service,
        "The IP filter of service {1} keeps a part of your network out: {2}. It applies to peered networks, too.",
        "If clients there need it, add the ranges to the service's allowed IP addresses, in the platform's console.");

    public static readonly FindingEntry ServiceAlsoPublic = new(
        "ServiceAlsoPublic", FindingSeverity.Warning, ChainLink.Apart,
        "The service {1} can also be reached from the public internet, as {2}.",
        "Switch public access off in the platform's console, unless you want it.");

    public static readonly FindingEntry ProjectRoleTooLow = new(
        "ProjectRoleTooLow", FindingSeverity.Problem, ChainLink.Vpc,
        "The platform's sign-in may not change VPCs and peerings in the project {1}.",
        "Ask an administrator of the project for a role that may, or for a token of such a user.");

    public static readonly FindingEntry PeeringLimitReached = new(
        "PeeringLimitReached", FindingSeverity.Warning, ChainLink.PlatformHalf,
        "The VPC has {1} peerings; the platform documents a limit of {2} (as of November 2026).",
        "Remove one that is no longer needed, or take another VPC.")
    {
        Turn = Turns.Platform,
    };

    public static readonly FindingEntry ServiceNotRunning = new(
        "ServiceNotRunning", FindingSeverity.Problem, ChainLink.Service,
        "The service {1} in the VPC is {2}: it does not answer.",
        "Start it in the platform's console.");

    public static readonly FindingEntry ServiceMoving = new(
        "ServiceMoving", FindingSeverity.Notice, ChainLink.Service,
        "The platform is at work on the service {1}: it is {2}, and may not answer.",
        "Nothing is to be done; look again in some minutes.")
    {
        Turn = Turns.Platform,
    };

    public static readonly FindingEntry ServiceIsPublic = new(
        "ServiceIsPublic", FindingSeverity.Problem, ChainLink.Service,
        "The service {1} is on the public internet, not in the VPC.",
        "Move it into the VPC.")
    {
        Command = "Set-ServiceVpc -Service {1:arg} -Vpc {2:arg}",
    };

    public static readonly FindingEntry AllowListUnclear = new(
        "AllowListUnclear", FindingSeverity.Unknown, ChainLink.Service,
        "It is not known whether the service {1} has an IP allow list, since the platform does not show which services "
        + "have one. The project has: {2}. A service with an allow list is not put into a VPC.",
        "Look at the service in the platform's console, and detach the list there if it has one.");

    public static readonly FindingEntry ServiceElsewhere = new(
        "ServiceElsewhere", FindingSeverity.Problem, ChainLink.Service,
        "The service {1} is in another VPC, {2}.",
        "Peer that VPC with your network, or move the service.")
    {
        Command = "Set-ServiceVpc -Service {1:arg} -Vpc {3:arg}",
    };
}

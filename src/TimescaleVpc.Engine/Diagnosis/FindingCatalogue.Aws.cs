namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in AWS.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry AwsVpcMissing = new(
        "AwsVpcMissing", FindingSeverity.Problem, ChainLink.Vpc,
        "The account has no VPC {1} in this region, or the sign-in may not see it.",
        "Check the sign-in's account and region; if the VPC was deleted, remove what is left of the peering.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry AwsPeeringQuota = new(
        "AwsPeeringQuota", FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The AWS VPC {1} has {2} active peerings. AWS allows {3} for each VPC (VPC quotas, as of "
        + "November 2026; up to {4} on request), so the platform's request may fail.",
        "Remove one that is no longer needed, or have the quota raised.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RequestSuspicious = new(
        "RequestSuspicious", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The request {1} must not be accepted. {2}",
        "Do not accept it; report it to the platform's support, and make the peering anew.")
    {
        Turn = Turns.Platform,
    };

    public static readonly FindingEntry RangesChanged = new(
        "RangesChanged", FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The ranges of {1} have changed since the peering was made ({2}): the platform does not answer to new ones.",
        "Make the peering anew, which is an outage of some minutes; Update-VpcPeering asks first, and keeps the "
        + "routes.")
    {
        Command = "{0:get} | Update-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Update,
    };

    public static readonly FindingEntry RouteBlackHole = new(
        "RouteBlackHole", FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in {1} leads to a connection that is gone: traffic is dropped.",
        "Point it to the connection of the peering.")
    {
        Command = "{0:get} | Approve-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteOrphaned = new(
        "RouteOrphaned", FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in {1} leads to {3}, which AWS no longer shows: traffic is dropped. Nothing tells who made "
        + "the route.",
        "If it is of an earlier peering with the VPC, let the approval replace it, in this table only.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg} -Force",
    };

    public static readonly FindingEntry RouteShadowed = new(
        "RouteShadowed", FindingSeverity.Problem, ChainLink.Path,
        "In {1} the more specific route {2} takes a part of the VPC's {4} to {3}: the longest prefix wins.",
        "Remove that route, or exclude the part from what it is for.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RouteGone = new(
        "RouteGone", FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in {1}, which the peering had, no longer leads to it.",
        "Add it again.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg}", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteMissing = new(
        "RouteMissing", FindingSeverity.Problem, ChainLink.Path,
        "No route table of {1} leads to the VPC's {2} over the peering. In use are: {3}.",
        "Add the routes. If another network takes the traffic on, such as a transit gateway, this can stay as it is.")
    {
        Command = "{0:get} | Approve-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteTableLeftOut = new(
        "RouteTableLeftOut", FindingSeverity.Notice, ChainLink.Path,
        "The route table {1}, which subnets use, has no route for the VPC's {2}; others have one.",
        "Add it if clients in these subnets need the service; if the table was left out on purpose, it stays as it is.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg}",
    };

    public static readonly FindingEntry RouteTaken = new(
        "RouteTaken", FindingSeverity.Problem, ChainLink.Path,
        "Route table {1} already has the route {2} to {3}, within the VPC's {4}: traffic to there would not take the "
        + "peering.",
        "Remove it, leave the table out (Approve-VpcPeering -RouteTableId), or take a VPC with another range.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RouteTableQuota = new(
        "RouteTableQuota", FindingSeverity.Warning, ChainLink.Path,
        "The route table {1} has {2} routes. AWS allows {3} (VPC quotas, as of November 2026; up to {4} on "
        + "request), so there may be no room for one more.",
        "Remove one that is no longer needed, have the quota raised, or leave the table out (Approve-VpcPeering "
        + "-RouteTableId).")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry AclDenies = new(
        "AclDenies", FindingSeverity.Problem, ChainLink.Path,
        "The network ACL {1} of {2} stops the traffic with {4}: rule {3}. An ACL keeps no state, so the replies, to "
        + "ports 1024 to 65535, have to be let in, too.",
        "Let TCP out to the service's port, and in from its range to ports 1024 to 65535, by rules with lower numbers.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry EgressMissing = new(
        "EgressMissing", FindingSeverity.Problem, ChainLink.Path,
        "The security group {1}, which was made for the peering, no longer lets TCP {2} out to {3}.",
        "Add the rule again.")
    {
        Command = "{0:get} | Grant-AwsPeerEgress -Port {2:arg}", Repair = RepairKind.Egress,
    };

    public static readonly FindingEntry EgressWide = new(
        "EgressWide", FindingSeverity.Warning, ChainLink.Apart,
        "The security group {1}, which was made to let traffic out to the service only, lets everything out.",
        "Take the rule away; Grant-AwsPeerEgress does so by itself.")
    {
        Command = "{0:get} | Grant-AwsPeerEgress", Repair = RepairKind.Egress,
    };

    public static readonly FindingEntry ResolverOff = new(
        "ResolverOff", FindingSeverity.Warning, ChainLink.Path,
        "The resolver of {1} is off (enableDnsSupport): instances there cannot resolve the service's name by it.",
        "Switch it on, or use a name server that resolves public names.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RequestAwaited = new(
        "RequestAwaited", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform's request {1} waits to be accepted.",
        "Check the account that it comes from, and accept it.")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry ApprovalBlocked = new(
        "ApprovalBlocked", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform's request {1} waits to be accepted, but route table {2} already has a route for {3}, to {4}, and "
        + "an approval takes nobody's route away.",
        "Remove that route, or approve without the table (-RouteTableId); with -Force the approval replaces it.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {5:arg} | Wait-VpcPeering", Turn = Turns.Network,
    };

    public static readonly FindingEntry ApprovalBlockedByOrphan = new(
        "ApprovalBlockedByOrphan", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform's request {1} waits to be accepted, but route table {2} has a route for {3} to {4}, which AWS no "
        + "longer shows. Nothing tells who made it, so an approval does not replace it by itself.",
        "If it is of an earlier peering with the VPC, let the approval replace it.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {5:arg} -Force | Wait-VpcPeering",
    };

    public static readonly FindingEntry RequestNotSeen = new(
        "RequestNotSeen", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform waits for you to accept a request ({1}) that AWS does not show in your account.",
        "Check the account and region of the sign-in; if it stays, remove the peering and make it again.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry ConnectionNotSeen = new(
        "ConnectionNotSeen", FindingSeverity.Notice, ChainLink.CustomerHalf,
        "The connection {1} is active in AWS; the platform has not seen it yet.",
        "Wait: it looks every few minutes.")
    {
        Command = "{0:get} | Wait-VpcPeering", Turn = Turns.Platform, Repair = RepairKind.Wait,
    };

    public static readonly FindingEntry ConnectionUnnamed = new(
        "ConnectionUnnamed", FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The platform says that the peering is active, but does not name its connection in AWS ({1}): no route can be "
        + "added to it, and what has no mark of this module is not looked into.",
        "Make both halves anew, which is an outage of some minutes if clients use it.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}",
    };

    public static readonly FindingEntry ConnectionGone = new(
        "ConnectionGone", FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The platform says that the peering is active, but the connection {1} is gone in AWS: no traffic passes.",
        "Make both halves anew: remove the platform's half, then run the pipeline.")
    {
        Command = "{0:get} | Remove-VpcPeering; {0:make}", Repair = RepairKind.Remake,
    };
}

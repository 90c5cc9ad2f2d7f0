namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The customer's side in AWS.</summary>
internal static partial class FindingCatalogue
{
    public static readonly FindingEntry AwsVpcMissing = new(FindingSeverity.Problem, ChainLink.Vpc,
        "The AWS account has no AWS VPC {1} in this region, or the sign-in may not see it.",
        "Check first that the sign-in is for the account and region of the peering (Get-TimescaleSession); if it is "
        + "not, run Connect-Timescale -AwsProfile NAME -AwsRegion REGION, and Test-VpcPeering again. Only if the AWS "
        + "VPC was deleted, run this command, which removes what is left; a peering that still works is cut off by it.")
    {
        Command = "{0:get} | Undo-VpcPeering",
    };

    public static readonly FindingEntry AwsPeeringQuota = new(FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The AWS VPC {1} has {2} active peerings. AWS allows {3} for each VPC (VPC quotas, as of November 2026; up to "
        + "{4} on request), so the request of Timescale may fail.",
        "Delete a peering that is no longer needed, or request a higher quota in Service Quotas.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry AwsRightsMissing = new(FindingSeverity.Problem, ChainLink.Directory,
        "The AWS sign-in has no right to {2} in {1}, which Approve-VpcPeering needs: EC2 was asked with DryRun, which "
        + "changes nothing.",
        "Have these actions allowed by a policy (docs/permissions.md in the source has one), or let somebody who has "
        + "the rights run Approve-VpcPeering. Approve-VpcPeering also needs {3}; whether the sign-in has these cannot "
        + "be checked before Timescale's request is there.");

    public static readonly FindingEntry AwsEgressRightsMissing = new(FindingSeverity.Warning, ChainLink.Directory,
        "The AWS sign-in has no right to {2} in {1}, which Grant-AwsPeerEgress needs: EC2 was asked with DryRun, which "
        + "changes nothing. The peering itself does not need it.",
        "If clients need a security group for the peering, have these actions allowed by a policy "
        + "(docs/permissions.md in the source has one), or let somebody who has the rights run Grant-AwsPeerEgress. "
        + "Grant-AwsPeerEgress also needs {3}; whether the sign-in has these cannot be checked before the group is "
        + "there.");

    public static readonly FindingEntry AwsRightUnclear = new(FindingSeverity.Unknown, ChainLink.Directory,
        "It is not known whether the AWS sign-in has the right to {2} in {1}: EC2, asked with DryRun, answered {3}.",
        "Run Test-VpcPeering again in a moment. If the answer is the same, go on: Approve-VpcPeering and "
        + "Grant-AwsPeerEgress name each right that is missing.");

    public static readonly FindingEntry RequestSuspicious = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "The peering request {1} must not be accepted. {2}",
        "Do not accept it. Report it to Timescale support. When they have answered, run {0:get} | Remove-VpcPeering, "
        + "then {0:make}.");

    public static readonly FindingEntry RangesChanged = new(FindingSeverity.Warning, ChainLink.CustomerHalf,
        "The address ranges of {1} have changed since the peering was made ({2}). Timescale has no routes to the new "
        + "ranges.",
        "Run Update-VpcPeering, which removes the peering, requests it again and accepts it: the connection breaks for "
        + "some minutes. It asks before that, and keeps the routes.")
    {
        Command = "{0:get} | Update-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Update,
    };

    public static readonly FindingEntry RouteBlackHole = new(FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in route table {1} leads to a peering connection that no longer exists: its traffic is "
        + "dropped.",
        "Point the route to the peering connection of this peering, which Approve-VpcPeering does.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg}", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteOrphaned = new(FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in route table {1} leads to {3}, which AWS no longer shows: its traffic is dropped. It is "
        + "not known who made the route.",
        "If the route is left from an earlier peering with Timescale, replace it with this command, which changes "
        + "this route table only.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg} -Force",
    };

    public static readonly FindingEntry RouteShadowed = new(FindingSeverity.Problem, ChainLink.Path,
        "In route table {1} the more specific route {2} sends a part of the Timescale VPC's range {4} to {3}: AWS uses "
        + "the most specific route (the longest prefix).",
        "Find out who needs that route. If nobody does, delete it; otherwise change it so that it no longer covers "
        + "this part, or peer a Timescale VPC with another range (New-TimescaleVpc).")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RouteGone = new(FindingSeverity.Problem, ChainLink.Path,
        "The route for {2} in route table {1}, which the peering had, was deleted or leads elsewhere now.",
        "Add the route again with this command. If another route has taken its place, the command changes nothing and "
        + "names it.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg}", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteMissing = new(FindingSeverity.Problem, ChainLink.Path,
        "No route table of {1} has a route to the Timescale VPC's range {2} over the peering. Route tables in use: "
        + "{3}.",
        "Add the routes, which Approve-VpcPeering does. If another tool manages your route tables, add them with that "
        + "tool.")
    {
        Command = "{0:get} | Approve-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry RouteTableLeftOut = new(FindingSeverity.Notice, ChainLink.Path,
        "The route table {1}, which subnets use, has no route to the Timescale VPC's range {2}; other route tables "
        + "have one.",
        "If clients in these subnets need the service, add the route with this command. If the table was left out on "
        + "purpose, nothing needs to be done.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {1:arg}",
    };

    public static readonly FindingEntry RouteTaken = new(FindingSeverity.Problem, ChainLink.Path,
        "Route table {1} already has a route for {2} to {3}, within the Timescale VPC's range {4}: that traffic would "
        + "not take the peering.",
        "Name only the other route tables with Approve-VpcPeering -RouteTableId, or peer a Timescale VPC with another "
        + "range (New-TimescaleVpc). Delete the route only if nothing needs {3} by it.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RouteTableQuota = new(FindingSeverity.Warning, ChainLink.Path,
        "The route table {1} has {2} routes. AWS allows {3} (VPC quotas, as of November 2026; up to {4} on request), "
        + "so AWS may refuse another one.",
        "Delete a route that is no longer needed, request a higher quota in Service Quotas, or name only the other "
        + "route tables with Approve-VpcPeering -RouteTableId.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry AclDenies = new(FindingSeverity.Problem, ChainLink.Path,
        "The network ACL {1} of {2} blocks the traffic with {4}, by its rule {3}. A network ACL is stateless: the "
        + "replies, to ports 1024 to 65535, must be allowed as well.",
        "Add rules with lower numbers that allow TCP out to the port of the service, and TCP in from its range to "
        + "ports 1024 to 65535.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry EgressMissing = new(FindingSeverity.Problem, ChainLink.Path,
        "The security group {1}, which was made for the peering, no longer allows TCP traffic on port {2} out to {3}.",
        "Add the rule again, which Grant-AwsPeerEgress does.")
    {
        Command = "{0:get} | Grant-AwsPeerEgress -Port {2:arg}", Repair = RepairKind.Egress,
    };

    public static readonly FindingEntry EgressWide = new(FindingSeverity.Warning, ChainLink.Apart,
        "The security group {1}, which was made to allow traffic to the service only, allows all traffic out.",
        "Check that each network interface with this group has another group for its other traffic. Then remove that "
        + "rule with this command, which leaves the way to the service open.")
    {
        Command = "{0:get} | Grant-AwsPeerEgress", Repair = RepairKind.Egress,
    };

    public static readonly FindingEntry ResolverOff = new(FindingSeverity.Warning, ChainLink.Path,
        "DNS resolution (enableDnsSupport) of {1} is off: its instances cannot resolve the host name of the service "
        + "with the DNS server of AWS.",
        "Switch it on (AWS console, VPC settings), or use a DNS server that resolves public names.")
    {
        Turn = Turns.Network,
    };

    public static readonly FindingEntry RequestAwaited = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale's peering request {1} waits for you to accept it.",
        "Accept it with this command, which first compares the request with what is known of Timescale (region, range, "
        + "AWS account, VPC).")
    {
        Command = "{0:get} | Approve-VpcPeering | Wait-VpcPeering", Repair = RepairKind.Approve,
    };

    public static readonly FindingEntry ApprovalBlocked = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale's peering request {1} waits for you to accept it, but route table {2} already has a route for {3}, "
        + "to {4}. Approve-VpcPeering does not replace a route that others made.",
        "To leave that route alone, run this command, which names only the other route tables. If you delete the "
        + "route first, run Approve-VpcPeering without -RouteTableId. To replace it instead, so that its traffic goes "
        + "to Timescale, run Approve-VpcPeering -RouteTableId {2:arg} -Force.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {5:arg} | Wait-VpcPeering", Turn = Turns.Network,
    };

    public static readonly FindingEntry ApprovalBlockedByOrphan = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale's peering request {1} waits for you to accept it, but route table {2} has a route for {3} to {4}, "
        + "which AWS no longer shows. It is not known who made it, so Approve-VpcPeering does not replace it without "
        + "-Force.",
        "If the route is left from an earlier peering with Timescale, run this command. It adds routes to the tables "
        + "that it names, and -Force replaces what is in their way there.")
    {
        Command = "{0:get} | Approve-VpcPeering -RouteTableId {5:arg} -Force | Wait-VpcPeering",
    };

    public static readonly FindingEntry RequestNotSeen = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale waits for you to accept a peering request ({1}) that AWS does not show in your account.",
        "Check that the sign-in is for the AWS account and region of the peering (Get-TimescaleSession); if it is "
        + "not, run Connect-Timescale -AwsProfile NAME -AwsRegion REGION, and Test-VpcPeering again. If it is, wait "
        + "some minutes. If the request still does not appear, remove the peering and make it again with this command.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake,
    };

    public static readonly FindingEntry ConnectionNotSeen = new(FindingSeverity.Notice, ChainLink.CustomerHalf,
        "The peering connection {1} is active in AWS; Timescale has not noticed it yet.",
        "Wait: Timescale checks every few minutes.")
    {
        Command = "{0:get} | Wait-VpcPeering", Turn = Turns.Platform, Repair = RepairKind.Wait,
    };

    public static readonly FindingEntry ConnectionUnnamed = new(FindingSeverity.Warning, ChainLink.CustomerHalf,
        "Timescale reports the peering as ACTIVE, but does not name its peering connection in AWS (found: {1}). This "
        + "module therefore cannot add routes to it, and cannot check connections that it did not tag itself.",
        "If clients work, nothing is urgent: run Test-VpcPeering again in some minutes. If the finding stays and you "
        + "need routes or checks, remove the peering and make it again with this command; connections break for some "
        + "minutes.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}",
    };

    public static readonly FindingEntry ConnectionGone = new(FindingSeverity.Problem, ChainLink.CustomerHalf,
        "Timescale reports the peering as ACTIVE, but the peering connection {1} no longer exists in AWS: no traffic "
        + "passes.",
        "Remove Timescale's half and make the peering again with this command.")
    {
        Command = "{0:get} | Remove-VpcPeering && {0:make}", Repair = RepairKind.Remake,
    };
}

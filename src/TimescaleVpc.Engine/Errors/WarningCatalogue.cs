using System.Reflection;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Every warning of the module, in one place. The id is the name of the field, and stays; the words may change.
/// </summary>
internal static class WarningCatalogue
{
    public static readonly WarningEntry RecordingEnded = new(
        "The recording to {0} has stopped, and the command continues without it: {1}");

    public static readonly WarningEntry ChangesLost = new(
        "The record of this session keeps the newest {1} changes; the first {0} are no longer in it. To keep all of "
        + "them, run Export-VpcChange after each part of the work.");

    public static readonly WarningEntry RegionUnknown = new(
        "Region {0} is not among the regions that Timescale Cloud is known to have VPCs in. The nearest ones: {1}. "
        + "Timescale may refuse it.",
        BeforeChange: true);

    public static readonly WarningEntry PlanQuota = new(
        "The plan {0} usually allows {1} VPCs, and the project has {2}: Timescale may refuse another one.",
        BeforeChange: true);

    public static readonly WarningEntry PeeringsNearLimit = new(
        "Timescale VPC {0} has {1} peerings. The documentation of Timescale Cloud names {2} as the limit (as of "
        + "November 2026): Timescale may refuse another one.", BeforeChange: true);

    public static readonly WarningEntry RequesterUnknown = new(
        "The peering request {0} comes from AWS account {1}. It is not known whether that account is Timescale's: "
        + "-RequesterAccountId is not given, and no peering of the project was approved before. It is accepted all the "
        + "same. If you doubt it, run {2:get} | Remove-VpcPeering and ask Timescale support for the account. Later "
        + "requests of the project must come from the same account. With -RequireKnownRequester such a request is "
        + "left alone.",
        BeforeChange: true);

    public static readonly WarningEntry RouteTableNearlyFull = new(
        "Route table {0} holds {1} routes. AWS allows {2} (VPC quotas, as of November 2026) and more on request, so it "
        + "may refuse another one.", BeforeChange: true);

    public static readonly WarningEntry PeeringOfAnother = new(
        "Timescale names the peering connection {0} for this peering, but that connection is for another network: it "
        + "comes from account {1} in {2}. It is left unchanged in AWS. Do not accept it; report it to Timescale "
        + "support.",
        BeforeChange: true);

    public static readonly WarningEntry HeldByUnmarked = new(
        "{0} is kept: the role assignment {1:full}, which this module did not make, still uses it. If nobody needs "
        + "that assignment, delete it and run the same command again.", BeforeChange: true);

    public static readonly WarningEntry SecurityGroupStays = new(
        "The security group {0} ({1}) is not removed by this command. To remove it, pipe the peering into "
        + "Revoke-AwsPeerEgress.",
        BeforeChange: true);

    public static readonly WarningEntry ServiceStays = new(
        "{0} stays in Timescale VPC {1}, since {2} is also peered with it. To move a service out anyway, run "
        + "Set-ServiceVpc -Public: it can then be reached from the public internet, and no longer from "
        + "{2}.", BeforeChange: true);

    public static readonly WarningEntry ServiceUnreachable = new(
        "No peering of Timescale VPC {0} is ACTIVE: a service in it cannot be reached before Wait-VpcPeering reports "
        + "ACTIVE.",
        BeforeChange: true);

    public static readonly WarningEntry ServiceLeaves = new(
        "Service {0} is being rebuilt outside its VPC. Connections break for some minutes; after that it can be "
        + "reached from the public internet, and no longer over the peering.", BeforeChange: true);

    public static readonly WarningEntry ServiceEnters = new(
        "Service {0} is being rebuilt in VPC {1}. Connections break for some minutes; after that it can be reached "
        + "over peerings only, and from the public internet only if public access is on for it.", BeforeChange: true);

    public static readonly WarningEntry ServicePublicMeanwhile = new(
        "Service {0} leaves VPC {1} first: it can be reached from the public internet until it is in VPC {2}.",
        BeforeChange: true);

    public static readonly WarningEntry DnsHostnamesOff = new(
        "The Timescale VPC cannot resolve host names of {1} over {0}: switch on DNS hostnames in {1} (AWS console, VPC "
        + "settings), then run the same command again. Your clients reach the database all the same.");

    public static readonly WarningEntry ApprovalMissing = new(
        "{0} is waiting for your half of the peering. Run Approve-VpcPeering.");

    public static readonly WarningEntry HalfNotSeen = new(
        "Timescale reports ACTIVE for {0}, but your half of the peering could not be checked: {1}");

    public static readonly WarningEntry LinkDisconnected = new(
        "The link {0} is Disconnected, although Timescale reports {1}: its other half is gone. Run {2:get} | "
        + "Remove-VpcPeering, then {2:make}.");

    public static readonly WarningEntry LinkOutOfSync = new(
        "The link {0} is Connected, but does not know all address ranges. {1}");

    public static readonly WarningEntry TransitOneSided = new(
        "-{0} changes your half of the peering only. For traffic from beyond your VNet, Timescale's half needs {1}, "
        + "which this module cannot set: ask Timescale support.")
    { BeforeChange = true };

    public static readonly WarningEntry CredentialLeft = new(
        "The credential '{0}' of the application could not be removed ({1}). It is valid until {2:u}; the next "
        + "Approve-VpcPeering removes it earlier.");

    /// <summary>All entries. Computed when asked: the fields are set one by one.</summary>
    public static IReadOnlyList<WarningEntry> All =>
        [.. typeof(WarningCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(member => member.GetValue(null)).OfType<WarningEntry>()];
}

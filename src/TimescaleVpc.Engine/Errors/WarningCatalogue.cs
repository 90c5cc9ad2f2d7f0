using System.Reflection;

namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Every warning of the module, in one place. The id is the name of the field, and stays; the words may change.
/// </summary>
internal static class WarningCatalogue
{
    public static readonly WarningEntry RecordingEnded = new(
        "The recording in {0} has ended, and the work goes on without it: {1}");

    public static readonly WarningEntry ChangesLost = new(
        "The first {0} changes of this session are no longer in its record, which keeps the newest {1}. For a whole "
        + "record of more, write it after each part of the work: Export-VpcChange.");

    public static readonly WarningEntry RegionUnknown = new(
        "Region {0} is not among those that Timescale Cloud is known to have VPCs in. The nearest ones: {1}.",
        BeforeChange: true);

    public static readonly WarningEntry PlanQuota = new(
        "The plan {0} usually has {1} VPCs, and the project has {2}: the platform may refuse another one.",
        BeforeChange: true);

    public static readonly WarningEntry PeeringsNearLimit = new(
        "VPC {0} has {1} peerings. Timescale Cloud's documents name {2} as the most (as of November 2026): it may "
        + "refuse another one.", BeforeChange: true);

    public static readonly WarningEntry RequesterUnknown = new(
        "The request {0} comes from AWS account {1}. Nothing tells whether that is the platform's: there is no "
        + "-RequesterAccountId, and no peering of the project that was approved before. Compare it with the platform's "
        + "documents. Later requests of the project are compared with it while this peering is active and has its tag; "
        + "-RequireKnownRequester refuses what cannot be compared.", BeforeChange: true);

    public static readonly WarningEntry RouteTableNearlyFull = new(
        "Route table {0} holds {1} routes of this kind. AWS allows {2} by default (as of June 2025), and more on "
        + "request: it may refuse another one.", BeforeChange: true);

    public static readonly WarningEntry PeeringOfAnother = new(
        "The platform names {0} for this peering, but it is another one (from {1} in {2}). It is left alone in AWS.",
        BeforeChange: true);

    public static readonly WarningEntry HeldByUnmarked = new(
        "{0} stays: the role assignment {1:full} needs it, and that was not made by this module. Delete that "
        + "assignment, if nobody wants it, and run this again.", BeforeChange: true);

    public static readonly WarningEntry SecurityGroupStays = new(
        "The security group {0} ({1}) stays. Pipe the peering into Revoke-AwsPeerEgress to remove it, before or after.",
        BeforeChange: true);

    public static readonly WarningEntry ServiceStays = new(
        "{0} stays in VPC {1}, since {2} is peered with it as well. Set-ServiceVpc -Public moves a service out all "
        + "the same.", BeforeChange: true);

    public static readonly WarningEntry ServiceUnreachable = new(
        "No peering of VPC {0} is ACTIVE: a service in it cannot be reached until Wait-VpcPeering says so.",
        BeforeChange: true);

    public static readonly WarningEntry ServiceLeaves = new(
        "Service {0} is being rebuilt outside its VPC: connections break for a while, and afterwards it can be reached "
        + "from the public internet, no longer over the peering.", BeforeChange: true);

    public static readonly WarningEntry ServiceEnters = new(
        "Service {0} is being rebuilt in VPC {1}: connections break for a while, and afterwards it can be reached over "
        + "the peering only, no longer from the public internet.", BeforeChange: true);

    public static readonly WarningEntry ServicePublicMeanwhile = new(
        "Service {0} leaves VPC {1} first: it is on the public internet until it is in VPC {2}.", BeforeChange: true);

    public static readonly WarningEntry DnsHostnamesOff = new(
        "Names do not resolve over {0}: switch DNS hostnames on in {1}, then run this again.");

    public static readonly WarningEntry ApprovalMissing = new(
        "{0} waits for your half of the link: run Approve-VpcPeering.");

    public static readonly WarningEntry HalfNotSeen = new(
        "That {0} is ACTIVE is the platform's word alone; your half cannot be looked at: {1}");

    public static readonly WarningEntry LinkDisconnected = new(
        "The link {0} is Disconnected although the platform says {1}: its other half is gone. Remove-VpcPeering, then "
        + "run the pipeline again.");

    public static readonly WarningEntry LinkOutOfSync = new(
        "The link {0} is Connected, but does not carry all address ranges. {1}");

    public static readonly WarningEntry TransitOneSided = new(
        "-{0} opens your half of the link only. Traffic from beyond your VNet also needs {1} on the platform's half, "
        + "for which the platform has no setting that can be asked for here: ask its support.")
    { BeforeChange = true };

    public static readonly WarningEntry CredentialLeft = new(
        "The credential '{0}' could not be removed ({1}). It expires by itself soon; the next Approve-VpcPeering "
        + "removes it.");

    /// <summary>All entries. Computed when asked: the fields are set one by one.</summary>
    public static IReadOnlyList<WarningEntry> All =>
        [.. typeof(WarningCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(member => member.GetValue(null)).OfType<WarningEntry>()];
}

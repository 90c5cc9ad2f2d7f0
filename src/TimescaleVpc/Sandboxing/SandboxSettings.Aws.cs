namespace TimescaleVpc;

/// <content>Timescale Cloud and AWS; docs/sandbox-aws.md says where each default comes from.</content>
public sealed partial class SandboxSettings
{
    /// <summary>
    /// Until a new Timescale Cloud VPC can be peered; see <see cref="CloudVpcStatus"/>. Default 20 s.
    /// </summary>
    public TimeSpan CloudVpcReady { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether Timescale Cloud speaks the newer form of its API: VPCs have <c>status</c>, <c>created</c> and, once
    /// built, <c>provisioned_id</c>, and are made and deleted with 202. Default false: nothing tells whether one is
    /// ready.
    /// </summary>
    public bool CloudVpcStatus { get; set; }

    /// <summary>From a peering request at Timescale Cloud to the request in the AWS account. Default 30 s.</summary>
    public TimeSpan CloudPeeringRequest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The interval at which Timescale Cloud checks its peerings in AWS. Default 15 s.</summary>
    public TimeSpan CloudPoll { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Until a deleted VPC or peering has vanished from Timescale Cloud. Default 10 s.</summary>
    public TimeSpan CloudDelete { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time for which a VPC is "already being updated" after a peering was deleted. Default 30 s.
    /// </summary>
    public TimeSpan CloudBusy { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time for which a service still shows its old state after attach or detach was accepted. Default 5 s.
    /// </summary>
    public TimeSpan CloudStaleState { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Plan of the Timescale Cloud project: FREE, PERFORMANCE, SCALE or ENTERPRISE. Default SCALE.</summary>
    public string CloudPlan { get; set; } = "SCALE";

    /// <summary>VPCs of the Timescale Cloud project. Default 0: as many as the plan allows.</summary>
    public int CloudVpcsPerProject { get; set; }

    /// <summary>Peerings that one Timescale Cloud VPC may have. Default 50.</summary>
    public int CloudPeeringsPerVpc { get; set; } = 50;

    /// <summary>Endpoints that one Timescale Cloud VPC may have. Default 50.</summary>
    public int CloudEndpointsPerVpc { get; set; } = 50;

    /// <summary>Whether a service must be in the region of the VPC it is attached to. Default true.</summary>
    public bool CloudSameRegion { get; set; } = true;

    /// <summary>Whether an attached service can be attached to another VPC directly. Default false: 409.</summary>
    public bool CloudAttachMoves { get; set; }

    /// <summary>Whether a VPC with peerings or services can be deleted. Default false: 409.</summary>
    public bool CloudDeleteInUse { get; set; }

    /// <summary>
    /// Whether a range with host bits is taken and shown as it was given, 10.30.0.5/20. Default false: 400.
    /// </summary>
    public bool CloudKeepsHostBits { get; set; }

    /// <summary>Whether unset members of a peering are sent as null instead of left out. Default false.</summary>
    public bool CloudNulls { get; set; }

    /// <summary>Whether a peering has the status <c>pending</c> before its pcx- id exists. Default true.</summary>
    public bool CloudEarlyStatus { get; set; } = true;

    /// <summary>Whether a peering's status is written in capitals. Default false.</summary>
    public bool CloudUpperCase { get; set; }

    /// <summary>Whether <c>endpoint</c> keeps the public address while a service is attached. Default false.</summary>
    public bool CloudEndpointStaysPublic { get; set; }

    /// <summary>
    /// Whether Timescale Cloud serves the preview of its IP allow lists. Default true; false answers 404 there.
    /// </summary>
    public bool CloudAllowLists { get; set; } = true;

    /// <summary>Whether only the deprecated name <c>vpcEndpoint</c> is sent. Default false.</summary>
    public bool CloudOldNames { get; set; }

    /// <summary>Whether services and peerings contain undocumented members. Default false.</summary>
    public bool CloudUnknownFields { get; set; }

    /// <summary>Whether rename answers with the VPC, as older documents show, not a message. Default false.</summary>
    public bool CloudRenameReturnsVpc { get; set; }

    /// <summary>From the acceptance of an AWS peering within a region to <c>active</c>. Default 3 s.</summary>
    public TimeSpan AwsProvisioning { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The same across regions. Default 20 s.</summary>
    public TimeSpan AwsProvisioningAcrossRegions { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Until a deleted peering across regions turns from deleting to deleted. Default 10 s.</summary>
    public TimeSpan AwsDeleting { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Until a new peering request is visible to the other side. Default 4 s.</summary>
    public TimeSpan AwsPeeringVisibility { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Until a new security group can be found, or a new route is described. Default 2 s.</summary>
    public TimeSpan AwsReplication { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The time in which an AWS peering request can be accepted. Default 7 days.</summary>
    public TimeSpan AwsPeeringExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether pending AWS requests show the ranges of both VPCs to both; else only the requester's to the requester.
    /// Default false.
    /// </summary>
    public bool AwsPendingCidrs { get; set; }

    /// <summary>Routes that one AWS route table may have, IPv4 and IPv6 each. Default 500.</summary>
    public int AwsRoutesPerTable { get; set; } = 500;

    /// <summary>Active peerings that one AWS VPC may have. Default 50.</summary>
    public int AwsPeeringsPerVpc { get; set; } = 50;

    /// <summary>Outstanding requests of one AWS VPC. Default 25.</summary>
    public int AwsPendingPeeringsPerVpc { get; set; } = 25;

    /// <summary>Rules of one AWS security group for each direction and address family. Default 60.</summary>
    public int AwsRulesPerGroup { get; set; } = 60;

    /// <summary>Security groups of one AWS network interface. Default 5.</summary>
    public int AwsGroupsPerInterface { get; set; } = 5;

    /// <summary>Security groups in one AWS region. Default 2500.</summary>
    public int AwsGroupsPerRegion { get; set; } = 2500;

    /// <summary>
    /// The largest difference between the time of an AWS signature and the virtual clock or this machine's. Default 15
    /// min.
    /// </summary>
    public TimeSpan AwsSignatureSkew { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a denial names no action and carries only an encoded message. Default false.</summary>
    public bool AwsTerseDenials { get; set; }

    /// <summary>Whether describe calls ignore filters, as some imitations of EC2 do. Default false.</summary>
    public bool AwsIgnoreFilters { get; set; }

    /// <summary>
    /// Whether revoking an unknown rule succeeds and names it in the answer. Default false: an error.
    /// </summary>
    public bool AwsUnknownRulesInAnswer { get; set; }

    /// <summary>Whether authorizing egress answers with an empty set of rules. Default false.</summary>
    public bool AwsEmptyRuleSet { get; set; }
}

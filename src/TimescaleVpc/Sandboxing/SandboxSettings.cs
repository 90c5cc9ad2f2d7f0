namespace TimescaleVpc;

/// <summary>
/// Delays and habits of the simulated platforms; all can be changed at any time. docs/sandbox.md says where each
/// default comes from.
/// </summary>
public sealed partial class SandboxSettings
{
    /// <summary>
    /// Until a new or changed application or service principal can be read, used or referred to. Default 5 s.
    /// </summary>
    public TimeSpan DirectoryReplication { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Until a new secret or key is accepted by the token endpoint. Default 8 s.</summary>
    public TimeSpan SecretReplication { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Until a new role assignment counts at ARM, for tokens issued after that. Default 45 s.</summary>
    public TimeSpan RolePropagation { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Until a new role assignment counts for the managed service's own attempts. Default 45 s.</summary>
    public TimeSpan PlatformRolePropagation { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Until a new custom role can be referred to by an assignment. Default 2 s.</summary>
    public TimeSpan RoleDefinitionReplication { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Until lists of role definitions show a new, changed or deleted one as it is. Default 11 s.</summary>
    public TimeSpan RoleListLag { get; set; } = TimeSpan.FromSeconds(11);

    /// <summary>The duration of ARM's long-running operations. Default 4 s.</summary>
    public TimeSpan ArmOperation { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// After how many seconds ARM asks to look at an operation that was begun: 10, or 0 to say nothing about it.
    /// </summary>
    public int ArmRetryAfter { get; set; } = 10;

    /// <summary>Until the managed service has built a new VPC. Default 2 min.</summary>
    public TimeSpan VpcBuild { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Until the managed service has deleted a VPC or a peering connection. Default 30 s.</summary>
    public TimeSpan PlatformDelete { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>From the request of a peering connection to the platform's attempt. Default 1 min.</summary>
    public TimeSpan PeeringRequest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which the managed service checks for the customer's half. Default 1 min.</summary>
    public TimeSpan PlatformPoll { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Until the managed service knows ranges that a peered VNet or VPC got after the peering; its refresh does so
    /// at once. Default 24 h.
    /// </summary>
    public TimeSpan PlatformSync { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Until a service has moved to other nodes. Default 3 min.</summary>
    public TimeSpan ServiceMove { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>From the end of a move until DNS gives the new address everywhere. Default 1 min.</summary>
    public TimeSpan DnsDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Life time of access tokens. Default 1 h.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether state_info is null again once a connection is ACTIVE. Default true.</summary>
    public bool NullStateInfoWhenActive { get; set; } = true;

    /// <summary>
    /// Whether a principal with a role on the VNet only is refused at ARM's operation URLs. Default true.
    /// </summary>
    public bool RefuseOperationsBelowGroupScope { get; set; } = true;

    /// <summary>
    /// Whether ARM refuses to sync the ranges of a peering that stands if the other network is in another tenant.
    /// Default false.
    /// </summary>
    public bool RefuseSyncAcrossTenants { get; set; }

    /// <summary>Whether the tenant's policy forbids secrets on applications. Default false.</summary>
    public bool ForbidSecrets { get; set; }

    /// <summary>
    /// Whether users signed in with a client that may not read policies for them, as the Azure CLI is known to.
    /// Default false.
    /// </summary>
    public bool PolicyScopeMissing { get; set; }

    /// <summary> The managed service's status for an upper-case Azure name: 400, or 0 to store it as given. </summary>
    public int UpperCaseStatus { get; set; } = 400;

    /// <summary>Whether ARM refuses a <c>location</c> in bodies of peerings and roles. Default false.</summary>
    public bool RefuseLocation { get; set; }

    /// <summary>The number of items on one page of ARM's lists. Default 100.</summary>
    public int ArmPageSize { get; set; } = 100;

    /// <summary>Peerings that one VNet may have. Default 500.</summary>
    public int ArmPeeringsPerVNet { get; set; } = 500;

    /// <summary>Role assignments in one Azure subscription. Default 4000.</summary>
    public int ArmAssignmentsPerSubscription { get; set; } = 4000;

    /// <summary>Custom roles of one tenant. Default 5000.</summary>
    public int ArmCustomRolesPerTenant { get; set; } = 5000;

    /// <summary>Objects of one directory, deleted ones too. Default 50 000.</summary>
    public int DirectoryObjects { get; set; } = 50_000;

    /// <summary>VPCs of the managed service that a project may have in one cloud. Default 0: any number.</summary>
    public int VpcsPerCloud { get; set; }

    /// <summary>
    /// Whether ARM and Microsoft Graph pass over <c>$filter</c>, so that lists hold all there is. Default false.
    /// </summary>
    public bool IgnoreFilters { get; set; }

    /// <summary>Whether the managed service also takes its token as <c>Bearer</c>. Default false.</summary>
    public bool AcceptBearer { get; set; }

    /// <summary>
    /// The managed service's status for a request to refresh its peerings: 200, or 404, 403, 405 if it does not support
    /// it. Default 200.
    /// </summary>
    public int PeeringRefreshStatus { get; set; } = 200;

    /// <summary>
    /// From a request to refresh its peerings until the managed service has looked and knows the ranges. Default 5 s.
    /// </summary>
    public TimeSpan PeeringRefreshDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The managed service's status for a token that it does not accept: 401, or 403. Default 401.</summary>
    public int BadTokenStatus { get; set; } = 401;

    /// <summary>
    /// Whether the managed service leaves <c>peer_region</c> and <c>peering_connection_id</c> out of peerings where
    /// they may be missing. Default false: null.
    /// </summary>
    public bool PeeringLeavesOut { get; set; }

    /// <summary>The managed service's status for the creation of a VPC: 200 or 201. Default 200.</summary>
    public int VpcCreateStatus { get; set; } = 200;

    /// <summary>
    /// Virtual time that each request takes, by kind; <c>*</c> for all kinds without one of their own. A part of a
    /// path, from slash to slash (<c>/Prod-VNet/</c>), goes before all kinds.
    /// </summary>
    public Dictionary<string, TimeSpan> Latency { get; } = new(StringComparer.OrdinalIgnoreCase);
}

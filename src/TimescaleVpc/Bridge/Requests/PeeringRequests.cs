using System.Collections;

namespace TimescaleVpc;

/// <summary>
/// Get-AzureVNet. Items: none (null) or <see cref="VNetRef"/>. Emits each matching <see cref="AzureVNet"/>.
/// Wildcards in names list all that match.
/// </summary>
internal sealed record GetVNetRequest : StageRequest
{
    public string? Name { get; init; }

    public string? ResourceGroupName { get; init; }

    public string? VNetId { get; init; }

    /// <summary>The subscription in which names are looked up; null is that of the sign-in.</summary>
    public string? SubscriptionId { get; init; }
}

/// <summary>One VPC and one VNet that are to be, or are, peered.</summary>
internal sealed record PeerPair(VpcRef Vpc, VNetRef VNet) : IReference
{
    /// <summary>Whether the platform's half of now is removed first, as far as a plan goes.</summary>
    public bool IsMadeAnew { get; init; }

    TimescaleSession? ISessionBound.Session => Vpc.Session ?? VNet.Session;

    TimescaleSession? ISessionBound.PartSession => VNet.Session;

    IEnumerable<object?> IReference.Parts => [Vpc, VNet];

    string ILabelled.Label => ILabelled.Of(VNet);
}

/// <summary>The options that Grant- and Revoke-AzurePeerRole share.</summary>
internal abstract record PeerRoleRequest : StageRequest
{
    /// <summary>The resource group of a VNet given by name.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>An application that an identity team made; null means our own.</summary>
    public string? AppId { get; init; }

    /// <summary>A role definition (GUID, ARM id or name) for the own application; null means our own.</summary>
    public string? OwnRoleId { get; init; }

    /// <summary>A role definition (GUID, ARM id or name) for the platform; null means our own.</summary>
    public string? PlatformRoleId { get; init; }

    /// <summary>The platform's application; null takes the published one.</summary>
    public string? PlatformAppId { get; init; }

    /// <summary><c>VNet</c>, <c>ResourceGroup</c> or <c>Subscription</c>.</summary>
    public string Scope { get; init; } = "VNet";
}

/// <summary>
/// Grant-AzurePeerRole. Items: <see cref="PeerPair"/> or <see cref="VpcPeering"/>. Emits an
/// <see cref="AzurePeerGrant"/> each.
/// </summary>
internal sealed record GrantPeerRoleRequest : PeerRoleRequest
{
    /// <summary>
    /// The built-in role instead of a least-privilege one for the own application, as the guide has it.
    /// </summary>
    public bool UseNetworkContributor { get; init; }

    /// <summary>Tags of the user for our application, beside ours.</summary>
    public IDictionary Tag { get; init; } = new Hashtable();
}

/// <summary>
/// Revoke-AzurePeerRole. Items: <see cref="PeerPair"/>, <see cref="AzurePeerGrant"/> or <see cref="VpcPeering"/>.
/// Emits nothing but, when planning, the planned grant.
/// </summary>
internal sealed record RevokePeerRoleRequest : PeerRoleRequest
{
    /// <summary>Revokes although the peering still exists.</summary>
    public bool Force { get; init; }

    /// <summary>Whether what was revoked is emitted.</summary>
    public bool PassThru { get; init; }
}

/// <summary>Names peerings: by object, or by its parts. Null parts match everything.</summary>
/// <param name="Peering">The peering itself.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="Network">Its network.</param>
internal sealed record PeeringRef(VpcPeering? Peering, VpcRef? Vpc = null, NetworkRef? Network = null) : IReference
{
    TimescaleSession? ISessionBound.Session => Peering?.Session ?? Vpc?.Session ?? Network?.Session;

    // An AWS VPC is looked for in the account of the session that the work is done in.
    TimescaleSession? ISessionBound.PartSession => (Network as VNetRef)?.Session;

    IEnumerable<object?> IReference.Parts => [Peering, Vpc, Network];

    string ILabelled.Label => ILabelled.Of((object?)Peering ?? (object?)Network ?? Vpc);
}

/// <summary>
/// Get-VpcPeering. Items: none (null), <see cref="VpcRef"/> or <see cref="PeeringRef"/>. Emits each matching
/// <see cref="VpcPeering"/>.
/// </summary>
internal sealed record GetPeeringRequest : StageRequest
{
    public string? ResourceGroupName { get; init; }

    public string? SubscriptionId { get; init; }

    /// <summary>The platform's word for the state.</summary>
    public string? State { get; init; }
}

/// <summary>
/// Add-VpcPeering. Items: <see cref="AzurePeerGrant"/>, or <see cref="VpcPeering"/> (asks again). Emits the
/// <see cref="VpcPeering"/> once it is our turn (PENDING_PEER) or the peering is ACTIVE.
/// </summary>
internal sealed record AddPeeringRequest : StageRequest
{
    /// <summary>Returns as soon as the platform has taken the request.</summary>
    public bool NoWait { get; init; }

    /// <summary>Whether AWS VPCs are named, as far as that is known before the first row.</summary>
    public bool IsForAws { get; init; }
}

/// <summary>
/// Approve-VpcPeering. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits the peering with its link.
/// </summary>
internal sealed record ApprovePeeringRequest : StageRequest
{
    /// <summary>Uses an ephemeral key credential instead of a secret.</summary>
    public bool UseCertificate { get; init; }

    /// <summary>The AWS account that the platform's request must come from.</summary>
    public string? RequesterAccountId { get; init; }

    /// <summary>Refuses a request if nothing names the account that it must come from.</summary>
    public bool RequireKnownRequester { get; init; }

    /// <summary>The route tables to add the route to; empty means every table in use.</summary>
    public string[] RouteTableId { get; init; } = [];

    /// <summary>The subnets whose route tables get the route; empty means all.</summary>
    public string[] SubnetId { get; init; } = [];

    /// <summary>Adds no route.</summary>
    public bool NoRoute { get; init; }

    /// <summary>Points a route that leads elsewhere to this peering.</summary>
    public bool Force { get; init; }

    /// <summary>Lets names resolve to private addresses over the peering.</summary>
    public bool AllowDns { get; init; }

    /// <summary>Lets traffic pass between the networks; null leaves what stands.</summary>
    public bool? AllowVirtualNetworkAccess { get; init; }

    /// <summary>Lets the platform's network use a gateway of the VNet; null leaves what stands.</summary>
    public bool? AllowGatewayTransit { get; init; }

    /// <summary>Lets traffic in that did not start in the platform's network; null leaves what stands.</summary>
    public bool? AllowForwardedTraffic { get; init; }

    /// <summary>Tags of the user for the peering connection in AWS, beside ours.</summary>
    public IDictionary Tag { get; init; } = new Hashtable();
}

/// <summary>
/// Wait-VpcPeering. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits the peering once ACTIVE.
/// </summary>
internal sealed record WaitPeeringRequest : StageRequest;

/// <summary>
/// Test-VpcPeering. Items: none (null), <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits each
/// <see cref="PeeringFinding"/>.
/// </summary>
internal sealed record TestPeeringRequest : StageRequest
{
    public string? ResourceGroupName { get; init; }

    public string? SubscriptionId { get; init; }

    /// <summary>The services that should be in the VPC.</summary>
    public string[] Service { get; init; } = [];

    /// <summary>Ends with an error if something is to be repaired, or is not known.</summary>
    public bool FailOnDrift { get; init; }
}

/// <summary>
/// Repair-VpcPeering. Items: <see cref="PeeringFinding"/>. Emits a <see cref="PeeringRepair"/> for each peering.
/// </summary>
internal sealed record RepairPeeringRequest : StageRequest;

/// <summary>
/// Remove-VpcPeering. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Removes both halves. Emits a
/// <see cref="PeeringUndo"/> each; when planning, the planned peering.
/// </summary>
internal sealed record RemovePeeringRequest : StageRequest
{
    public bool NoWait { get; init; }
}

/// <summary>
/// Undo-VpcPeering. Items: <see cref="VpcPeering"/> or <see cref="PeeringRef"/>. Emits a <see cref="PeeringUndo"/>
/// each.
/// </summary>
internal sealed record UndoPeeringRequest : StageRequest
{
    /// <summary>Puts the services of the VPC on the public internet first.</summary>
    public bool IncludeService { get; init; }

    /// <summary>The platform's application; null takes the peering's own, else the published one.</summary>
    public string? PlatformAppId { get; init; }
}

namespace TimescaleVpc;

/// <summary>
/// A peering between a Timescale VPC and a network of yours: both halves, and every value that the manual procedure
/// has to copy from one tool to the next. Identity: project, VPC, and on Azure
/// subscription, resource group and VNet, on AWS account, region and VPC.
/// </summary>
public sealed record VpcPeering : ISessionBound, ILabelled
{
    /// <summary><c>ManagedService</c> or <c>TimescaleCloud</c>.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The platform project.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>The VPC's id (the managed service's <c>project_vpc_id</c>).</summary>
    public string VpcId { get; internal init; } = "";

    /// <summary>The VPC's own name; null where the platform has none.</summary>
    public string? VpcName { get; internal init; }

    /// <summary>The region of the VPC, in the cloud's own spelling.</summary>
    public string VpcRegion { get; internal init; } = "";

    /// <summary>Cloud and region of the VPC, for example <c>timescale-azure-westeurope</c>.</summary>
    public string? CloudName { get; internal init; }

    /// <summary>The address range of the VPC.</summary>
    public string VpcCidr { get; internal init; } = "";

    /// <summary>
    /// The platform's word for the state of the connection; the list is open. Only <c>ACTIVE</c> is success.
    /// </summary>
    public string State { get; internal init; } = "";

    /// <summary>The platform's message for the state, word for word.</summary>
    public string? StateMessage { get; internal init; }

    /// <summary>The cloud that your network lies in.</summary>
    internal Cloud Cloud { get; init; }

    /// <summary>
    /// Your network: the ARM id of the VNet, the id of the AWS VPC, or project and name where the network lies in
    /// another cloud. Null for leftovers that belong to no single network.
    /// </summary>
    public string? NetworkId => VNetId ?? AwsVpcId ?? OtherNetworkId;

    /// <summary>Your Entra tenant.</summary>
    public string? TenantId { get; internal init; }

    /// <summary>The Azure subscription that holds the VNet.</summary>
    public string? SubscriptionId { get; internal init; }

    /// <summary>The resource group of the VNet.</summary>
    public string? ResourceGroupName { get; internal init; }

    /// <summary>The VNet's name.</summary>
    public string? VNetName { get; internal init; }

    /// <summary>The VNet's ARM id.</summary>
    public string? VNetId { get; internal init; }

    /// <summary>The address ranges of your network.</summary>
    public string[] PeerCidrs { get; internal init; } = [];

    /// <summary>The application (client) id that makes your half of the link.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The object id of your application's service principal in your tenant.</summary>
    public string? ServicePrincipalId { get; internal init; }

    /// <summary>The application (client) id of the platform's application.</summary>
    public string? PlatformAppId { get; internal init; }

    /// <summary>The object id of the platform's service principal in your tenant.</summary>
    public string? PlatformServicePrincipalId { get; internal init; }

    /// <summary>The tenant that the platform's application comes from, as Entra reports it.</summary>
    public string? PlatformTenantId { get; internal init; }

    /// <summary>The role definition that your application holds.</summary>
    public string? OwnRoleId { get; internal init; }

    /// <summary>The role definition that the platform's service principal holds.</summary>
    public string? PlatformRoleId { get; internal init; }

    /// <summary>The ARM scope of both role assignments.</summary>
    public string? Scope { get; internal init; }

    /// <summary>The tenant of the platform's network (<c>to-tenant-id</c>); kept once it was seen.</summary>
    public string? RemoteTenantId { get; internal init; }

    /// <summary>The ARM id of the platform's network (<c>to-network-id</c>); kept once it was seen.</summary>
    public string? RemoteNetworkId { get; internal init; }

    /// <summary>The name of your half of the link, a VNet peering on your VNet.</summary>
    public string? LinkName { get; internal init; }

    /// <summary>
    /// Azure's word for your half: <c>Initiated</c>, <c>Connected</c>, <c>Disconnected</c>; null if there is none.
    /// </summary>
    public string? LinkState { get; internal init; }

    /// <summary>Whether the platform's network may use a gateway of your VNet; null where no link is shown.</summary>
    public bool? AllowsGatewayTransit { get; internal init; }

    /// <summary>
    /// Whether traffic comes in that did not start in the platform's network; null where no link is shown.
    /// </summary>
    public bool? AllowsForwardedTraffic { get; internal init; }

    /// <summary>Whether your VNet uses a gateway of the platform's network; null where no link is shown.</summary>
    public bool? UsesRemoteGateways { get; internal init; }

    /// <summary>The platform's own id of the peering (Timescale Cloud); null where it has none.</summary>
    public string? PeeringId { get; internal init; }

    /// <summary>Your AWS VPC; null on Azure.</summary>
    public string? AwsVpcId { get; internal init; }

    /// <summary>The AWS account that owns your VPC.</summary>
    public string? AwsAccountId { get; internal init; }

    /// <summary>The AWS region of your VPC.</summary>
    public string? AwsRegion { get; internal init; }

    /// <summary>The id of the peering connection in AWS, <c>pcx-…</c>.</summary>
    public string? AwsPeeringId { get; internal init; }

    /// <summary>
    /// The AWS account of the requester, as AWS shows it. Until Approve-VpcPeering has accepted the request, the owner
    /// of that account is unverified.
    /// </summary>
    public string? RequesterAccountId { get; internal init; }

    /// <summary>The AWS VPC that the request came from: the platform's.</summary>
    public string? RequesterVpcId { get; internal init; }

    /// <summary>The route tables that hold a route to the VPC over this peering.</summary>
    public string[] RouteTableIds { get; internal init; } = [];

    /// <summary>The security group that lets traffic out to the service, if this run granted one.</summary>
    public string? SecurityGroupId { get; internal init; }

    /// <summary>The party that must act next, and the command for it; null when nothing is left to do.</summary>
    public string? NextStep { get; internal init; }

    /// <summary>
    /// The leftovers of an interrupted run, as Get-VpcPeering found them: everything that exists of a peering that the
    /// platform does not know, and credentials beside one that it knows. Empty otherwise.
    /// </summary>
    public PeeringItem[] Leftovers { get; internal init; } = [];

    /// <summary>The changes of this run so far. Empty after a run that found everything in place.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take so far, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>Your half on Azure, as it was last looked at.</summary>
    internal AzureVNetPeering? Link { get; init; }

    /// <summary>Whether Azure was asked for your half: only then none that is shown means that there is none.</summary>
    internal bool IsLinkRead { get; init; }

    /// <summary>
    /// AWS's word for the connection, as it was last looked at; empty if AWS shows none, null if it was not.
    /// </summary>
    internal string? ConnectionState { get; init; }

    /// <summary>A network that is neither a VNet nor an AWS VPC.</summary>
    internal string? OtherNetworkId { get; init; }

    /// <summary>When this run made or saw the younger of the two role assignments; null if it did not look.</summary>
    internal DateTimeOffset? AssignedAt { get; init; }

    /// <summary>Whether your network lies where a row says.</summary>
    internal bool LiesIn(RowNames row) =>
        new[] { ("TenantId", TenantId), ("AwsAccountId", AwsAccountId), ("AwsRegion", AwsRegion) }
            .All(place => row[place.Item1] is not { } name || Same(name, place.Item2));

    /// <summary>The ids of both halves, and of the platform's network, as far as they are known.</summary>
    internal string[] PartIds =>
        [.. new[] { PeeringId, AwsPeeringId, LinkName, RemoteNetworkId }.OfType<string>().Where(id => id.Length > 0)];

    /// <summary>VPC and network; of leftovers that belong to no single VPC, the project.</summary>
    public override string ToString() => DisplayText.Of(this);

    /// <summary>The VPC for people: its own name, else its cloud name; the id only where it has neither.</summary>
    internal string VpcLabel => VpcName ?? CloudName ?? (VpcId.Length > 0 ? VpcId : Project);

    /// <summary>Where the VPC lies, in the platform's word.</summary>
    internal string VpcPlace => CloudName ?? VpcRegion;

    /// <summary>Your network for people: of a VNet what tells it from its namesakes.</summary>
    internal string NetworkLabel => NetworkLabelOf(ResourceGroupName, VNetName ?? NetworkId ?? "leftovers");

    string ILabelled.Label => $"{VpcLabel} - {NetworkLabel}";

    internal static string NetworkLabelOf(string? resourceGroup, string network) =>
        $"{resourceGroup}/{network}".TrimStart('/');
}

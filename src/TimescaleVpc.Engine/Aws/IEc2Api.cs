using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The actions of EC2 that peering needs, in one region. A refusal is an <see cref="Ec2Exception"/>; a change with an
/// unknown outcome is an <see cref="UnknownOutcomeException"/>, as everywhere in the engine.
/// </summary>
internal interface IEc2Api
{
    string Region { get; }

    /// <summary>
    /// The same API with DryRun on every change: one that is permitted returns without effect (and with an empty
    /// answer), one that is not throws as it would in earnest. EC2 checks permissions then, and not whether the state
    /// of things allows the change.
    /// </summary>
    IEc2Api Rehearsal { get; }

    /// <summary>Filters: vpc-id.</summary>
    Task<IReadOnlyList<Ec2Vpc>> DescribeVpcsAsync(Ec2Query query, CancellationToken cancel);

    /// <summary>Whether the resolver of a VPC answers (DNS support), which instances there use by default.</summary>
    Task<bool> ResolvesNamesAsync(string vpcId, CancellationToken cancel);

    /// <summary>
    /// Filters: status-code, accepter-vpc-info.vpc-id. Dead entries are shown beside a live one.
    /// </summary>
    Task<IReadOnlyList<Ec2Peering>> DescribeVpcPeeringConnectionsAsync(
        Ec2Query query, CancellationToken cancel);

    /// <summary>
    /// Accepts a request, in the accepter's account and region. What comes back is mostly provisioning.
    /// </summary>
    Task<Ec2Peering?> AcceptVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel);

    /// <summary>Refuses a pending request; only the accepter can, and can do nothing else with it.</summary>
    Task RejectVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel);

    Task DeleteVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel);

    /// <summary>Sets the DNS option of the accepter's side, which is ours; the peering must be active.</summary>
    Task ModifyVpcPeeringConnectionOptionsAsync(string peeringId, bool allowDns, CancellationToken cancel);

    /// <summary>Filters: vpc-id.</summary>
    Task<IReadOnlyList<Ec2RouteTable>> DescribeRouteTablesAsync(Ec2Query query, CancellationToken cancel);

    /// <param name="routeTableId">The table.</param>
    /// <param name="destination">A range in canonical form: EC2 drops host bits, and then shows another text.</param>
    /// <param name="peeringId">The peering connection that it leads to.</param>
    /// <param name="cancel">Stops the request.</param>
    Task CreateRouteAsync(string routeTableId, string destination, string peeringId, CancellationToken cancel);

    /// <summary>Points a route that exists somewhere else.</summary>
    Task ReplaceRouteAsync(string routeTableId, string destination, string peeringId, CancellationToken cancel);

    Task DeleteRouteAsync(string routeTableId, string destination, CancellationToken cancel);

    /// <summary>Filters: vpc-id.</summary>
    Task<IReadOnlyList<Ec2SecurityGroup>> DescribeSecurityGroupsAsync(Ec2Query query, CancellationToken cancel);

    /// <summary>Makes a group; returns its id. It lets everything out until that is revoked.</summary>
    Task<string> CreateSecurityGroupAsync(Ec2NewGroup group, CancellationToken cancel);

    /// <summary>Adds rules.</summary>
    Task AuthorizeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, CancellationToken cancel);

    Task RevokeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, CancellationToken cancel);

    Task DeleteSecurityGroupAsync(string groupId, CancellationToken cancel);

    Task CreateTagsAsync(
        IReadOnlyList<string> resourceIds, IReadOnlyDictionary<string, string> tags, CancellationToken cancel);

    /// <summary>Filters: vpc-id.</summary>
    Task<IReadOnlyList<Ec2Subnet>> DescribeSubnetsAsync(Ec2Query query, CancellationToken cancel);

    /// <summary>Filters: vpc-id.</summary>
    Task<IReadOnlyList<Ec2NetworkAcl>> DescribeNetworkAclsAsync(Ec2Query query, CancellationToken cancel);

    /// <summary>Filters: vpc-id, group-id.</summary>
    Task<IReadOnlyList<Ec2NetworkInterface>> DescribeNetworkInterfacesAsync(
        Ec2Query query, CancellationToken cancel);

    /// <summary>Gives an interface these security groups, in place of all that it has.</summary>
    Task ModifyNetworkInterfaceAttributeAsync(
        string interfaceId, IReadOnlyList<string> groupIds, CancellationToken cancel);
}

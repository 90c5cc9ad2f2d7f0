using Amazon.EC2;
using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The actions of EC2 that peering needs, in one region, over AWSSDK.EC2; no type of that shows. A refusal is an
/// <see cref="Ec2Exception"/>; a change with an unknown outcome is an <see cref="UnknownOutcomeException"/>, as
/// everywhere in the engine.
/// </summary>
internal sealed partial class Ec2Api(AwsTransport<SessionEc2Client> transport, bool dryRun = false)
{
    public string Region => transport.Region;

    /// <summary>
    /// The same API with DryRun on every change: one that is permitted returns without effect (and with an empty
    /// answer), one that is not throws as it would in earnest. EC2 checks permissions then, and not whether the state
    /// of things allows the change.
    /// </summary>
    public Ec2Api Rehearsal => dryRun ? this : new Ec2Api(transport, dryRun: true);

    /// <summary>Null leaves the parameter out.</summary>
    private bool? DryRun => dryRun ? true : null;

    /// <summary>
    /// Accepts a request, in the accepter's account and region. What comes back is mostly provisioning.
    /// </summary>
    public async Task<Ec2Peering?> AcceptVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel)
    {
        var answer = await ChangeAsync(
            ec2 => ec2.AcceptVpcPeeringConnectionAsync(
                new() { VpcPeeringConnectionId = peeringId, DryRun = DryRun }, cancel),
            cancel);
        return Ec2Reader.Peering(answer?.VpcPeeringConnection);
    }

    /// <summary>Refuses a pending request; only the accepter can, and can do nothing else with it.</summary>
    public Task RejectVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel) => ChangeAsync(
        ec2 => ec2.RejectVpcPeeringConnectionAsync(
            new() { VpcPeeringConnectionId = peeringId, DryRun = DryRun }, cancel),
        cancel);

    public Task DeleteVpcPeeringConnectionAsync(string peeringId, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.DeleteVpcPeeringConnectionAsync(
            new() { VpcPeeringConnectionId = peeringId, DryRun = DryRun }, cancel),
        cancel);

    /// <summary>Sets the DNS option of the accepter's side, which is ours; the peering must be active.</summary>
    public Task AllowDnsAsync(string peeringId, CancellationToken cancel) =>
        IdempotentAsync(
            ec2 => ec2.ModifyVpcPeeringConnectionOptionsAsync(
                new()
                {
                    VpcPeeringConnectionId = peeringId,
                    AccepterPeeringConnectionOptions = new() { AllowDnsResolutionFromRemoteVpc = true },
                    DryRun = DryRun,
                },
                cancel),
            cancel);

    /// <param name="routeTableId">The table.</param>
    /// <param name="destination">A range in canonical form: EC2 drops host bits, and then shows another text.</param>
    /// <param name="peeringId">The peering connection that it leads to.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task CreateRouteAsync(string routeTableId, string destination, string peeringId, CancellationToken cancel) =>
        ChangeAsync(
            ec2 => ec2.CreateRouteAsync(
                new()
                {
                    RouteTableId = routeTableId,
                    DestinationCidrBlock = Ipv4(destination),
                    DestinationIpv6CidrBlock = Ipv6(destination),
                    VpcPeeringConnectionId = peeringId,
                    DryRun = DryRun,
                },
                cancel),
            cancel);

    /// <summary>Points a route that exists somewhere else.</summary>
    public Task ReplaceRouteAsync(
        string routeTableId, string destination, string peeringId, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.ReplaceRouteAsync(
            new()
            {
                RouteTableId = routeTableId,
                DestinationCidrBlock = Ipv4(destination),
                DestinationIpv6CidrBlock = Ipv6(destination),
                VpcPeeringConnectionId = peeringId,
                DryRun = DryRun,
            },
            cancel),
        cancel);

    public Task DeleteRouteAsync(string routeTableId, string destination, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.DeleteRouteAsync(
            new()
            {
                RouteTableId = routeTableId,
                DestinationCidrBlock = Ipv4(destination),
                DestinationIpv6CidrBlock = Ipv6(destination),
                DryRun = DryRun,
            },
            cancel),
        cancel);

    /// <summary>Makes a group; returns its id. It lets everything out until that is revoked.</summary>
    public async Task<string> CreateSecurityGroupAsync(Ec2NewGroup group, CancellationToken cancel)
    {
        var answer = await ChangeAsync(
            ec2 => ec2.CreateSecurityGroupAsync(
                new()
                {
                    GroupName = group.Name,
                    Description = group.Description,
                    VpcId = group.VpcId,
                    TagSpecifications = Ec2Writer.TagsOf(ResourceType.SecurityGroup, group.Tags),
                    DryRun = DryRun,
                },
                cancel),
            cancel);
        return answer is null ? "" : Ec2Reader.Text(answer.GroupId) ?? throw transport.Unreadable(answer, !dryRun);
    }

    /// <summary>Adds rules.</summary>
    public Task AuthorizeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, CancellationToken cancel) => ChangeAsync(
        ec2 => ec2.AuthorizeSecurityGroupEgressAsync(
            new() { GroupId = groupId, IpPermissions = Ec2Writer.Permissions(permissions), DryRun = DryRun }, cancel),
        cancel);

    public Task RevokeSecurityGroupEgressAsync(
        string groupId, IReadOnlyList<Ec2Permission> permissions, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.RevokeSecurityGroupEgressAsync(
            new() { GroupId = groupId, IpPermissions = Ec2Writer.Permissions(permissions), DryRun = DryRun }, cancel),
        cancel);

    public Task DeleteSecurityGroupAsync(string groupId, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.DeleteSecurityGroupAsync(new() { GroupId = groupId, DryRun = DryRun }, cancel), cancel);

    public Task CreateTagsAsync(
        string resourceId, IReadOnlyDictionary<string, string> tags, CancellationToken cancel) =>
        IdempotentAsync(
            ec2 => ec2.CreateTagsAsync(
                new() { Resources = [resourceId], Tags = Ec2Writer.Tags(tags), DryRun = DryRun }, cancel),
            cancel);

    /// <summary>Gives an interface these security groups, in place of all that it has.</summary>
    public Task ModifyNetworkInterfaceAttributeAsync(
        string interfaceId, IReadOnlyList<string> groupIds, CancellationToken cancel) => IdempotentAsync(
        ec2 => ec2.ModifyNetworkInterfaceAttributeAsync(
            new() { NetworkInterfaceId = interfaceId, Groups = [.. groupIds], DryRun = DryRun }, cancel),
        cancel);

    private static bool IsIpv6(string range) => range.Contains(':', StringComparison.Ordinal);

    private static string? Ipv4(string range) => IsIpv6(range) ? null : range;

    private static string? Ipv6(string range) => IsIpv6(range) ? range : null;

    private Task<T?> ChangeAsync<T>(Func<SessionEc2Client, Task<T>> call, CancellationToken cancel)
        where T : AmazonWebServiceResponse => SendAsync(call, mayRepeat: false, cancel);

    /// <summary>
    /// A change that ends in the same state when it is done twice. The second time, a removal may say that there is
    /// nothing to remove: the caller takes that for done.
    /// </summary>
    private Task<T?> IdempotentAsync<T>(Func<SessionEc2Client, Task<T>> call, CancellationToken cancel)
        where T : AmazonWebServiceResponse => SendAsync(call, mayRepeat: true, cancel);

    /// <summary>A permitted rehearsal ends in an error of its own, and changes nothing.</summary>
    private async Task<T?> SendAsync<T>(
        Func<SessionEc2Client, Task<T>> call, bool mayRepeat, CancellationToken cancel)
        where T : AmazonWebServiceResponse
    {
        if (!dryRun) return await transport.ChangeAsync(call, mayRepeat, cancel);
        try
        {
            return await transport.ReadAsync(call, cancel);
        }
        catch (Ec2Exception rehearsal) when (rehearsal.Is(Ec2Codes.DryRunOperation))
        {
            return null;
        }
    }
}

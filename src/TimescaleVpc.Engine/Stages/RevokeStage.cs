using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Takes back what Grant-AzurePeerRole made for a VPC and a VNet, except what others need or made.</summary>
internal sealed class RevokeStage(RevokePeerRoleRequest request, ISink sink)
    : Stage<RevokePeerRoleRequest>(request, sink)
{
    private readonly VNetFinder networks = new();

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var (vpc, vnet, appId, isPlanned) = await ReadItemAsync(item, context, cancel);
        var id = VNetId.Parse(vnet.VNetId);
        var account = await context.AzureAsync(cancel);
        var intent = new GrantIntent(
            vpc.Project, vpc.VpcId, id.Subscription, id.ToString(),
            Request.PlatformAppId ?? GrantOptions.PlatformAppId);
        var runner = new StepRunner(context, isPlanned);
        var revocation = new GrantRevocation(intent, appId, account, context)
        {
            KeepApp = Request.AppId is not null, KeepOwnRole = Request.OwnRoleId is not null,
            KeepPlatformRole = Request.PlatformRoleId is not null, RequirePeeringGone = !Request.Force && !isPlanned,
        };
        if (!Request.Force && !isPlanned) await RequireLinkGoneAsync(vpc, id, account, cancel);
        await revocation.RunAsync(runner, cancel);

        if (runner.Steps.Count == 0) Sink.Verbose($"Nothing that this module made is left for {vpc} and {vnet}.");
        if (!runner.Planning && !Request.PassThru) return;
        Sink.Output(new AzurePeerGrant
        {
            Vpc = vpc, VNet = vnet, TenantId = account.TenantId, AppId = appId, Scope = id.ToString(),
            PlatformAppId = intent.PlatformAppId,
        }.After(runner));
    }

    /// <summary>
    /// The assignments identify the VPC of a link. Without them it cannot be identified once the platform has forgotten
    /// the VPC.
    /// </summary>
    private static async Task RequireLinkGoneAsync(Vpc vpc, VNetId id, AzureAccount account, CancellationToken cancel)
    {
        var name = AzureNames.Link(vpc.Project, vpc.VpcId, id);
        var network = await account.Networks.GetAsync(id, cancel);
        if (network?.Peerings.FirstOrDefault(link => Same(link.Name, name)) is { } link)
            throw Catalogue.PeeringStillExists.For(
                id, $"{vpc.CloudName} - {id.ResourceGroup}/{id.Name}", $"link {link.State}");
    }

    private async Task<(Vpc Vpc, AzureVNet VNet, string? AppId, bool Planned)> ReadItemAsync(
        object? item, ItemContext context, CancellationToken cancel)
    {
        switch (item)
        {
            case AzurePeerGrant grant:
                // A VPC that the platform has forgotten is no reason to leave its roles.
                GrantRow.RequireConsistent(grant);
                return (grant.Vpc, grant.VNet, grant.AppId, grant.Planned);
            case VpcPeering peering:
                var id = AzurePeerings.Require(peering, context);
                var network = new AzureVNet
                {
                    VNetId = id.ToString(), Name = id.Name, ResourceGroupName = id.ResourceGroup,
                    SubscriptionId = id.Subscription,
                };
                return (peering.ToVpc(), network, peering.AppId, peering.Planned);
            default:
                var pair = (PeerPair)item!;
                var vpc = await VpcFinder.FindAsync(pair.Vpc, context, cancel);
                var vnet = await networks.FindAsync(pair.VNet, Request.ResourceGroupName, context, cancel);
                return (vpc, vnet, Request.AppId, vpc.Planned);
        }
    }
}

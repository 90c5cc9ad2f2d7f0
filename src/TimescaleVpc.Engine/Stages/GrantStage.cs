using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes, or finds, what must exist in Entra ID and Azure before a VPC and a VNet can be peered. Everything that can be
/// checked is checked before the first change.
/// </summary>
internal sealed class GrantStage(GrantPeerRoleRequest request, ISink sink) : Stage<GrantPeerRoleRequest>(request, sink)
{
    private readonly VNetFinder networks = new();
    private readonly SharedGrants sharedGrants = new();

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var pair = item is VpcPeering peering
            ? new PeerPair(
                new VpcRef(Text: peering.VpcId), new VNetRef(Text: $"{AzurePeerings.Require(peering, context)}"))
            : (PeerPair)item!;
        var ((vpc, platformPeerings), vnet) = await context.Clock.BothAsync(
            () => OnPlatformAsync(pair.Vpc, context, cancel),
            () => networks.FindAsync(pair.VNet, Request.ResourceGroupName, context, cancel));
        var account = await context.AzureAsync(cancel);
        var id = VNetId.Parse(vnet.VNetId);
        var connection = platformPeerings.FirstOrDefault(item => item.VNet.Equals(id));
        var link = LinkFinder.Find(
            vnet.Peerings, AzureNames.Link(vpc.Project, vpc.VpcId, id), connection?.RemoteNetworkId, vpc.Cidr,
            connection is not null);
        OverlapCheck.Require(vnet, vpc, link);
        if (pair.IsMadeAnew || await IsFreeAsync(connection, account, cancel)) connection = null;

        var intent = GrantOptions.Intent(Request, vpc, id, connection);
        var runner = new StepRunner(context, vpc.Planned);
        var reader = new GrantReader(intent, connection, Request, account, context);
        var grant = new GrantRun(intent, account, reader, runner);
        context.ShowStep(context.Bar(vnet.Name), "Entra ID and Azure; looking at what is there");
        await sharedGrants.RequireAsync(grant, context, cancel);
        await grant.AssignAsync(cancel);

        context.EndProgress(context.Bar(vnet.Name));
        if (runner.Steps.Count == 0)
            Sink.Verbose($"Everything that {vpc} and {vnet} need is in place; nothing to change.");
        Sink.Output(grant.ToGrant(vpc, vnet));
    }

    /// <summary>The VPC as the platform shows it, with its connections.</summary>
    private static async Task<(Vpc Vpc, IReadOnlyList<PlatformPeering> Known)> OnPlatformAsync(
        VpcRef reference, ItemContext context, CancellationToken cancel)
    {
        var vpc = await VpcFinder.FindAsync(reference, context, cancel);
        AzurePeerings.Require(vpc, context);
        if (vpc.Planned) return (vpc, []);
        if (vpc.Phase != VpcPhase.Usable) throw Catalogue.VpcNotActive.For(vpc.VpcId, vpc, vpc.State);
        return (vpc, await new PlatformReader(context).ListAsync(vpc, cancel));
    }

    /// <summary>
    /// A connection that failed and whose application was deleted is not binding: Add-VpcPeering sends a new request.
    /// </summary>
    private async Task<bool> IsFreeAsync(PlatformPeering? connection, AzureAccount account, CancellationToken cancel) =>
        Request.AppId is null && GrantOptions.AppInUse(connection) is { } app
        && connection!.Phase is PeeringPhase.Failed or PeeringPhase.Gone
        && await account.Entra.GetAppAsync(app, cancel) is null;
}

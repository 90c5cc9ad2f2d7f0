using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Stages.Peerings;
using TimescaleVpc.Engine.Stages.Vpcs;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Azure;

/// <summary>Takes back what Grant-AzurePeerRole made for a VPC and a VNet, except what others need or made.</summary>
internal sealed class RevokeStage(RevokePeerRoleRequest request, ISink sink) : Stage<RevokePeerRoleRequest>(request,
    sink)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private readonly VNetFinder networks = new();

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var (vpc, vnet, appId, planned) = await ReadItemAsync(item, context, cancel);
        var id = VNetId.Parse(vnet.VNetId);
        var account = await context.AzureAsync(cancel);
        var intent = new GrantIntent(
            vpc.Project, vpc.VpcId, id.Subscription, id.ToString(), Request.PlatformAppId ?? GrantOptions.PlatformAppId,
            true, true, true);
        var changes = new Changes(context, planned);
        for (var unknown = 0; ;)
        {
            try
            {
                // Items of one application are taken back one after the other: the last one takes it along.
                await context.State.Gate.OneAtATimeAsync($"grant {account.TenantId} {intent.Project}", async () =>
                {
                    var world = await LookAsync(intent, id, appId, planned, account, context, cancel);
                    foreach (var step in RevokeDecision.Steps(intent, world))
                        await changes.DoAsync(step.Step, () => ActAsync(step, account, cancel), cancel);
                    return true;
                }, cancel);
                break;
            }
            catch (UnknownOutcomeException error)
            {
                if (++unknown >= RetryHandler.Attempts) throw error.Reported;
                await context.Pace.DelayAsync(LookAgain, cancel);
            }
        }

        if (changes.Steps.Count == 0) Sink.Verbose($"Nothing of ours is left for {vpc} and {vnet}.");
        if (!changes.Planning) return;
        Sink.Output(new AzurePeerGrant
        {
            Vpc = vpc, VNet = vnet, TenantId = account.TenantId, AppId = appId, Scope = id.ToString(),
            PlatformAppId = intent.PlatformAppId, Planned = true, Plan = [.. changes.Steps], Session = context.Session,
        });
    }

    private async Task<(Vpc Vpc, AzureVNet VNet, string? AppId, bool Planned)> ReadItemAsync(
        object? item, ItemContext context, CancellationToken cancel)
    {
        switch (item)
        {
            case AzurePeerGrant grant:
                return (grant.Vpc, grant.VNet, grant.AppId, grant.Planned);
            case VpcPeering peering:
                var id = PeeringReader.IdOf(peering);
                var of = new Vpc
                {
                    VpcId = peering.VpcId, Project = peering.Project, Platform = peering.Platform,
                    CloudName = peering.CloudName, Cidr = peering.VpcCidr, Session = peering.Session,
                };
                var network = new AzureVNet
                {
                    VNetId = id.ToString(), Name = id.Name, ResourceGroupName = id.ResourceGroup,
                    SubscriptionId = id.Subscription,
                };
                return (of, network, peering.AppId, peering.Planned);
            default:
                var pair = (PeerPair)item!;
                var vpc = await VpcFinder.FindAsync(pair.Vpc, context, cancel);
                var vnet = await networks.FindAsync(pair.VNet, Request.ResourceGroupName, context, cancel);
                return (vpc, vnet, Request.AppId, vpc.Planned);
        }
    }

    private async Task<RevokeWorld> LookAsync(
        GrantIntent intent, VNetId id, string? appId, bool planned, AzureAccount account, ItemContext context,
        CancellationToken cancel)
    {
        var others = await OtherConnectionsAsync(intent, id, planned, context, cancel);
        var tag = Names.ProjectTag(intent.Project);
        var scope = $"/subscriptions/{intent.Subscription}";
        EntraApp? app = null;
        EntraPrincipal? platform = null;
        IReadOnlyList<AzureAssignment> ownAssigned = [], platformAssigned = [];
        AzureRole? ownRole = null, platformRole = null;
        await context.Pace.SideBySideAsync(
            async () =>
            {
                app = appId is not null ? await account.Entra.GetAppAsync(appId, cancel)
                    : await account.Entra.FindAppsAsync(tag, cancel) is [var oldest, ..] ? oldest : null;
                var own = app is null ? null : await account.Entra.FindPrincipalAsync(app.AppId, cancel);
                ownAssigned = await AssignedAsync(own, Names.OwnRoleGuid(intent.Subscription));
            },
            async () =>
            {
                platform = await account.Entra.FindPrincipalAsync(intent.PlatformAppId, cancel);
                platformAssigned = await AssignedAsync(platform, Names.PlatformRoleGuid(intent.Subscription));
            },
            async () => ownRole = await account.Roles.GetAsync(
                ArmRoles.RoleId(intent.Subscription, Names.OwnRoleGuid(intent.Subscription)), cancel),
            async () => platformRole = await account.Roles.GetAsync(
                ArmRoles.RoleId(intent.Subscription, Names.PlatformRoleGuid(intent.Subscription)), cancel));

        // Without its principal an assignment is still there: it is found by our role and our mark.
        async Task<IReadOnlyList<AzureAssignment>> AssignedAsync(EntraPrincipal? principal, string roleGuid) =>
            principal is not null
                ? await account.Roles.ListAssignmentsAsync(scope, principal.ObjectId, cancel)
                : [.. (await account.Roles.ListAssignmentsAsync(intent.Scope, null, cancel))
                    .Where(item => Same(item.RoleGuid, roleGuid))];

        return new RevokeWorld
        {
            App = app,
            AppIsOurs = app?.Tags.Contains(tag) == true && Request.AppId is null,
            AppInUse = app is not null && others.Any(other => Same(other.AppId, app.AppId)),
            PlatformPrincipal = platform,
            PlatformPrincipalIsOurs =
                platform?.Tags.Any(text => text.StartsWith(Names.Mark, StringComparison.Ordinal)) == true,
            OwnAssignments = ownAssigned,
            PlatformAssignments = platformAssigned,
            OwnRole = Request.OwnRoleId is null ? ownRole : null,
            PlatformRole = Request.PlatformRoleId is null ? platformRole : null,
            OtherNetworks =
                [.. others.Select(other => new VNetId(other.Account, other.ResourceGroup ?? "", other.Network)
                .ToString())],
        };
    }

    /// <summary>
    /// The project's other connections. The one that is revoked must be gone, unless the user insists.
    /// </summary>
    private async Task<IReadOnlyList<MstPeering>> OtherConnectionsAsync(
        GrantIntent intent, VNetId id, bool planned, ItemContext context, CancellationToken cancel)
    {
        var key = new PeerKey(id.Subscription, id.ResourceGroup, id.Name);
        var others = new List<MstPeering>();
        foreach (var vpc in await context.Platform.ListVpcsAsync(cancel))
        {
            foreach (var peering in (await context.Platform.GetVpcAsync(vpc.Id, cancel))?.Peerings ?? [])
            {
                var leaving = PeeringStates.Phase(peering.State) == PeeringPhase.Leaving;
                if (vpc.Id != intent.VpcId || !key.Matches(peering)) others.Add(peering);
                else if (!leaving && !Request.Force && !planned)
                {
                    throw Catalogue.PeeringStillExists.For(
                        key, $"{vpc.CloudName} - {id.ResourceGroup}/{id.Name}", peering.State);
                }
            }
        }

        return others;
    }

    private static async Task ActAsync(RevokeStep step, AzureAccount account, CancellationToken cancel)
    {
        var action = step.Step.Action;
        if (action == StepCatalogue.UnassignOwnRole.Action || action == StepCatalogue.UnassignPlatformRole.Action)
            await account.Roles.UnassignAsync(step.Id, cancel);
        else if (action == StepCatalogue.RemoveApplication.Action)
            await account.Entra.DeleteAppAsync(step.Id, cancel);
        else if (action == StepCatalogue.RemovePlatformPrincipal.Action)
            await account.Entra.DeletePrincipalAsync(step.Id, cancel);
        else
        {
            var answer = await account.Roles.DeleteAsync(step.Id, cancel);
            // Somebody has assigned it in the meantime: then it is needed.
            if (answer.Code != "RoleDefinitionHasAssignments" && answer.Status != 404) answer.Require(step.Id,
                changes: true);
        }
    }
}

using System.Collections.Concurrent;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes, or finds, what must exist in Entra ID and Azure before a VPC and a VNet can be peered. Everything that can be
/// checked is checked before the first change.
/// </summary>
internal sealed class GrantStage(GrantPeerRoleRequest request, ISink sink) : Stage<GrantPeerRoleRequest>(request, sink)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private readonly VNetFinder networks = new();

    /// <summary>What the VNets of one project share, found or made by the first of them.</summary>
    private readonly ConcurrentDictionary<string, GrantWorld> shared = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var pair = (PeerPair)item!;
        var (vpc, known, vnet) = await FindAsync(pair, context, cancel);
        var account = await context.AzureAsync(cancel);
        var id = VNetId.Parse(vnet.VNetId);
        var connection = known?.Peerings.FirstOrDefault(new PeerKey(id.Subscription, id.ResourceGroup, id.Name).Matches);
        var link = LinkFinder.Find(
            vnet.Peerings, AzureNames.Link(vpc.Project, vpc.VpcId, id), connection?.ToNetworkId, vpc.Cidr,
            connection is not null);
        OverlapCheck.Require(vnet, vpc, link);
        if (await IsFreeAsync(connection, account, cancel)) connection = null;

        var intent = new GrantIntent(
            vpc.Project, vpc.VpcId, id.Subscription, GrantOptions.Scope(Request, id),
            (Request.PlatformAppId ?? GrantOptions.PlatformAppId).ToLowerInvariant(),
            OwnApp: Request.AppId is null && GrantOptions.AppInUse(connection) is null,
            OwnRole: Request.OwnRoleId is null && !Request.UseNetworkContributor,
            PlatformRole: Request.PlatformRoleId is null);
        var runner = new StepRunner(context, vpc.Planned);
        var reader = new GrantReader(account, context, Request);
        var actor = new GrantActor(account, context, intent);

        var world = await SharedAsync(intent, connection, account, reader, actor, runner, cancel);
        world = await RunAsync(
            () => GrantDecision.NextAssignments(intent, world), () => world, next => world = next,
            () => reader.ReadAssignmentsAsync(intent, world, cancel), intent, actor, runner, context, cancel);

        context.EndProgress("Entra ID");
        context.EndProgress("Azure roles");
        if (runner.Steps.Count == 0) Sink.Verbose(
            $"Everything that {vpc} and {vnet} need is in place; nothing to change.");
        Sink.Output(ToGrant(vpc, vnet, intent, world, account, runner, context));
    }

    /// <summary>Both networks; the VPC also as the platform shows it, with its connections.</summary>
    private async Task<(Vpc Vpc, MstVpc? Known, AzureVNet VNet)> FindAsync(
        PeerPair pair, ItemContext context, CancellationToken cancel)
    {
        Vpc? vpc = null;
        MstVpc? known = null;
        AzureVNet? vnet = null;
        await context.Clock.SideBySideAsync(
            async () =>
            {
                vpc = await VpcFinder.FindAsync(pair.Vpc, context, cancel);
                if (!CloudNames.IsAzure(vpc.CloudName))
                    throw Catalogue.VpcNotOnAzure.For(vpc.VpcId, vpc.VpcId, vpc.CloudName);
                if (vpc.Planned) return;
                if (!Same(vpc.State, "ACTIVE")) throw Catalogue.VpcNotActive.For(vpc.VpcId, vpc.VpcId, vpc.State);
                known = await context.Platform.GetVpcAsync(vpc.VpcId, cancel);
            },
            async () => vnet = await networks.FindAsync(pair.VNet, Request.ResourceGroupName, context, cancel));
        return (vpc!, known, vnet!);
    }

    /// <summary>
    /// A connection that failed and whose application is gone holds nobody to it: Add-VpcPeering asks anew.
    /// </summary>
    private async Task<bool> IsFreeAsync(MstPeering? connection, AzureAccount account, CancellationToken cancel) =>
        Request.AppId is null && GrantOptions.AppInUse(connection) is { } app
        && PeeringStates.Phase(connection!.State) is PeeringPhase.Failed or PeeringPhase.Gone
        && await account.Entra.GetAppAsync(app, cancel) is null;

    /// <summary>
    /// Application, principals and roles, and the check of rights for all that is to come. The first VNet of a project
    /// makes them while the others wait; what concerns one VNet only is then read side by side.
    /// </summary>
    private async Task<GrantWorld> SharedAsync(
        GrantIntent intent, MstPeering? connection, AzureAccount account, GrantReader reader, GrantActor actor,
        StepRunner runner, CancellationToken cancel)
    {
        var key = $"{account.TenantId} {intent.Project} {intent.Subscription} {connection?.AppId}";
        GrantWorld? own = null;
        async Task<GrantWorld> MakeAsync() =>
            own = await MakeSharedAsync(key, intent, connection, account, reader, actor, runner, cancel);
        Task<GrantWorld> InTurnAsync(Func<Task<GrantWorld>> body) => runner.Context.State.Locks.OneAtATimeAsync(
            $"grant {account.TenantId} {intent.Project}", body, cancel);

        var known = await InTurnAsync(
            async () => shared.TryGetValue(key, out var found) ? found : await MakeAsync());
        if (own is not null) return own;

        var world = await reader.ReadAssignmentsAsync(intent, known, cancel);
        if (GrantDecision.NextShared(intent, world).Count > 0) return await InTurnAsync(MakeAsync);
        await RequireRightsAsync(intent, world, account, runner.Context, cancel);
        return world;
    }

    private async Task<GrantWorld> MakeSharedAsync(
        string key, GrantIntent intent, MstPeering? connection, AzureAccount account, GrantReader reader,
        GrantActor actor, StepRunner runner, CancellationToken cancel)
    {
        var context = runner.Context;
        async Task<GrantWorld> ReadAsync() => await reader.ReadAssignmentsAsync(
            intent,
            shared.TryGetValue(key, out var known)
                ? known : await reader.ReadSharedAsync(intent, connection, Request.UseNetworkContributor, cancel),
            cancel);

        var world = await ReadAsync();
        await RequireRightsAsync(intent, world, account, context, cancel);
        world = await RunAsync(
            () => GrantDecision.NextShared(intent, world), () => world, next => world = next,
            ReadAsync, intent, actor, runner, context, cancel);
        // The next VNet has assignments of its own; a role that was adopted here is not handed on to it.
        shared.TryAdd(key, world with
        {
            OwnAssignment = null,
            PlatformAssignment = null,
            OwnRole = Shareable(world.OwnRole, intent.OwnRole, AzureNames.OwnRoleGuid(intent.Subscription)),
            PlatformRole = Shareable(world.PlatformRole, intent.PlatformRole,
                AzureNames.PlatformRoleGuid(intent.Subscription)),
        });
        return world;
    }

    private static AzureRole? Shareable(AzureRole? role, bool ours, string guid) =>
        !ours || string.Equals(role?.Guid, guid, StringComparison.OrdinalIgnoreCase) ? role : null;

    /// <summary>
    /// Decides and does until nothing is left. After a step whose outcome is not known it looks again before it
    /// decides.
    /// </summary>
    private static async Task<GrantWorld> RunAsync(
        Func<IReadOnlyList<PeeringStep>> next, Func<GrantWorld> get, Action<GrantWorld> set,
        Func<Task<GrantWorld>> look,
        GrantIntent intent, GrantActor actor, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        for (var unknown = 0; next() is { Count: > 0 } steps;)
        {
            try
            {
                var before = get();
                var effects = new Func<GrantWorld, GrantWorld>[steps.Count];
                await context.Clock.SideBySideAsync([.. steps.Select<PeeringStep,
                    Func<Task>>((step, index) => async () =>
                {
                    effects[index] = now => GrantDecision.Assume(intent, now, step);
                    await runner.DoAsync(step, async () => effects[index] = await actor.DoAsync(step, before, cancel),
                        cancel);
                })]);
                set(effects.Aggregate(before, (now, effect) => effect(now)));
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(++unknown)) throw error.Reported;
                await context.Clock.DelayAsync(LookAgain, cancel);
                set(await look());
            }
        }

        return get();
    }

    /// <summary>A sign-in that cannot finish must not begin.</summary>
    private static async Task RequireRightsAsync(
        GrantIntent intent, GrantWorld world, AzureAccount account, ItemContext context, CancellationToken cancel)
    {
        var steps = new List<PeeringStep>();
        for (var now = world; GrantDecision.NextShared(intent, now) is { Count: > 0 } next;)
        {
            steps.AddRange(next);
            now = next.Aggregate(now, (state, step) => GrantDecision.Assume(intent, state, step));
        }

        steps.AddRange(GrantDecision.NextAssignments(intent, world));
        await context.Clock.SideBySideAsync(
            [.. steps.Where(step => step.Where == "Azure").GroupBy(ScopeOf).Select(RequireAsync)]);

        Func<Task> RequireAsync(IGrouping<string, PeeringStep> group) => async () =>
        {
            IReadOnlyList<ActionSet> held;
            try
            {
                held = await account.Roles.PermissionsAsync(group.Key, cancel);
            }
            catch (Exception error) when (error is TimescaleVpcException or TokenRefusedException)
            {
                // It is a courtesy: what it would have told, the steps themselves tell.
                context.Sink.Verbose(
                    $"Not checked beforehand: the rights at {group.Key} ({Translation.Of(error, group.Key).Message})");
                return;
            }

            var missing = group.FirstOrDefault(step => !held.Any(set => set.Allows(step.Permission)));
            if (missing is not null)
                throw Catalogue.AzurePermissionDenied.For(
                    group.Key, "The Azure sign-in", missing.Permission, group.Key);
        };

        string ScopeOf(PeeringStep step) =>
            step.Permission.Contains("roleDefinitions", StringComparison.Ordinal)
                ? $"/subscriptions/{intent.Subscription}" : intent.Scope;
    }

    private static AzurePeerGrant ToGrant(
        Vpc vpc, AzureVNet vnet, GrantIntent intent, GrantWorld world, AzureAccount account, StepRunner runner,
        ItemContext context) => new()
    {
        Vpc = vpc,
        VNet = vnet,
        TenantId = account.TenantId,
        AppId = Known(world.App?.AppId),
        ServicePrincipalId = Known(world.OwnPrincipal?.ObjectId),
        PlatformAppId = intent.PlatformAppId,
        PlatformServicePrincipalId = Known(world.PlatformPrincipal?.ObjectId),
        PlatformTenantId = world.PlatformPrincipal?.HomeTenantId,
        OwnRoleId = world.OwnRole?.Id,
        PlatformRoleId = world.PlatformRole?.Id,
        OwnRoleAssignmentId = Known(world.OwnAssignment?.Id),
        PlatformRoleAssignmentId = Known(world.PlatformAssignment?.Id),
        Scope = intent.Scope,
        Changes = runner.Planning ? [] : [.. vpc.Changes, .. runner.Steps],
        Planned = runner.Planning,
        Plan = runner.Planning ? [.. vpc.Plan, .. runner.Steps] : [],
        Session = context.Session,
        AssignedAt = Later(world.OwnAssignment?.Created, world.PlatformAssignment?.Created) ?? context.Clock.Now,
    };

    /// <summary>What a plan does not know yet is null, not an empty text.</summary>
    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other is null ? null : one > other ? one : other;
}

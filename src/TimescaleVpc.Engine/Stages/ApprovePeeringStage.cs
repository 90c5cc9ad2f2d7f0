using System.Collections.Concurrent;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes our half of the link. The application's credential exists only in here: one for a run and an application,
/// removed when the stage is disposed of, however it ends.
/// </summary>
internal sealed class ApprovePeeringStage(ApprovePeeringRequest request, ISink sink)
    : Stage<ApprovePeeringRequest>(request, sink)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What the removal of a credential may take, and what it may take once somebody stopped the cmdlet and waits.
    /// </summary>
    private static readonly TimeSpan RemovalBudget = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan StoppedBudget = TimeSpan.FromSeconds(10);

    private readonly PlatformRefresh refresh = new();

    /// <summary>Whether all items were done, rather than the cmdlet stopped.</summary>
    private bool ended;

    private readonly ConcurrentDictionary<string, EntraApp> apps = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, (LinkCredential Credential, WorkClock Pace)> credentials =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials whose making did not come to its end: the platform may have them, we do not.</summary>
    private readonly ConcurrentBag<(AzureAccount Account, EntraApp App, string Name, WorkClock Pace)> open = [];

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        if (given.AwsVpcId is not null)
        {
            Sink.Output(await new AwsApproval(Request, context, refresh).RunAsync(given, cancel));
            return;
        }

        var runner = new StepRunner(context, given.Planned);
        var peering = await UntilOurTurnAsync(given, runner, context, cancel);
        var account = await context.AzureAsync(cancel);
        var app = await AppAsync(peering, account, runner, context, cancel);

        if (peering.LinkState is null)
        {
            RequireRemote(peering, runner);
            await LinkAsync(peering, app, account, runner, context, cancel);
            refresh.Note(peering, runner);
            peering = runner.Planning ? peering
                : peering.With(await new PeeringReader(context).LinkAsync(peering, true, cancel));
        }
        else
        {
            Sink.Verbose($"The link {peering.LinkName} is {peering.LinkState}; nothing to approve.");
            // The platform may take hours to notice that its half is gone, and says ACTIVE until then.
            if (string.Equals(peering.LinkState, "Disconnected", StringComparison.OrdinalIgnoreCase))
            {
                context.Warn(WarningCatalogue.LinkDisconnected, peering.LinkName, peering.State);
            }
        }

        context.EndProgress(PeeringView.Name(peering));
        context.WarnOfGap(peering);
        Sink.Output((peering with
        {
            Changes = runner.Planning ? [] : [.. given.Changes, .. runner.Steps],
            Planned = runner.Planning,
            Plan = runner.Planning ? [.. given.Plan, .. runner.Steps] : [],
            Session = context.Session,
        }).WithNextStep());
    }

    protected override Task LastAsync(CancellationToken cancel)
    {
        ended = true;
        return refresh.SendAsync(cancel);
    }

    /// <summary>Removes the credentials of this run, each within the budget.</summary>
    public override async ValueTask DisposeAsync()
    {
        foreach (var (credential, clock) in credentials.Values)
        {
            await RemoveAsync(credential.Target, clock, credential.RemoveAsync);
            credential.Dispose();
        }

        foreach (var (account, app, name, clock) in open)
            await RemoveAsync(name, clock, cancel => LinkCredential.RemoveNamedAsync(account, app, name, cancel));

        credentials.Clear();
        open.Clear();
        await base.DisposeAsync();
    }

    private async Task RemoveAsync(string name, WorkClock clock, Func<CancellationToken, Task> remove)
    {
        using var work = clock.Work();
        var limit = ended ? RemovalBudget : StoppedBudget;
        using var budget = clock.Limit(limit);
        try
        {
            await remove(budget.Token);
            Sink.Verbose($"{StepCatalogue.RemoveCredential.Action}: {name}");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It expires by itself; the next run takes it away after that.
            var why = error is OperationCanceledException && budget.IsCancellationRequested
                ? $"no answer within {limit.TotalSeconds:0} s" : Translation.Of(error, null).Message;
            Sink.Warning(WarningCatalogue.CredentialLeft.For(name, why));
        }
    }

    private async Task<VpcPeering> UntilOurTurnAsync(
        VpcPeering peering, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        // What the stages before would have done is not there to look at; what they saw of the link still counts.
        if (peering.Planned && peering.Plan.Contains(StepCatalogue.RequestPeering.On(PeeringView.Target(peering))))
            return peering;
        if (peering.Planned && peering.State.Length == 0)
            return peering.With(await new PeeringReader(context).LinkAsync(peering, false, cancel));

        var reader = new PeeringReader(context);
        var subject = PeeringView.Name(peering);
        while (true)
        {
            peering = peering.With(await reader.ConnectionAsync(peering, cancel));
            var state = peering.State;
            // A plan does not wait: it looks at what follows once the platform has done its work.
            if (runner.Planning && PeeringStates.Phase(state) == PeeringPhase.Working)
                state = PeeringStates.PendingPeer;
            if (PeeringStates.Phase(state) is PeeringPhase.AwaitingCustomer or PeeringPhase.Active)
                peering = peering.With(await reader.LinkAsync(peering, true, cancel));

            switch (PeeringDecision.Next(PeeringGoal.Linked, new(state, peering.LinkState, 0, false)))
            {
                case PeeringMove.NotRequested:
                    throw Catalogue.PeeringNotRequested.For(peering, subject);
                case PeeringMove.Fail:
                    throw PeeringReader.Failure(peering);
                case PeeringMove.RemoveLink:
                    return await LinkRemoval.RemoveAsync(peering, runner, context, cancel);
                case PeeringMove.CreateLink when peering.RemoteNetworkId is null && !runner.Planning:
                    // The platform shows its network together with PENDING_PEER, or a moment later.
                    if (PeeringStates.Phase(peering.State) == PeeringPhase.Active) return peering;
                    break;
                case PeeringMove.WaitForPlatform when !runner.Planning:
                    break;
                default:
                    return peering;
            }

            if (context.DeadlinePassed)
                throw peering.RemoteNetworkId is null && PeeringStates.Phase(peering.State) == PeeringPhase.AwaitingCustomer
                    ? Catalogue.RemoteNetworkUnknown.For(peering, subject, peering.State)
                    : PeeringReader.Overdue(peering, Timeout);
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is at work", cancel);
        }
    }

    /// <summary>
    /// The application behind the link; credentials that killed runs left on it are taken away. One of them may belong
    /// to a run beside us, which then makes another.
    /// </summary>
    private async Task<EntraApp?> AppAsync(
        VpcPeering peering, AzureAccount account, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        if (peering.AppId is not { } appId) return null;

        return await context.State.Locks.OneAtATimeAsync($"app {appId}", async () =>
        {
            if (apps.TryGetValue(appId, out var known)) return known;
            var app = await account.Entra.GetAppAsync(appId, cancel) ?? throw Catalogue.AppNotFound.For(peering, appId);
            apps[appId] = app;
            foreach (var left in app.Credentials.Where(item =>
                item.Name.StartsWith(AzureNames.CredentialPrefix, StringComparison.Ordinal)))
            {
                var step = StepCatalogue.RemoveLeftCredential.On($"{AppName(peering, app)}: {left.Name}");
                await runner.DoAsync(step, () => account.Entra.RemoveCredentialAsync(app.ObjectId, left, cancel),
                    cancel);
            }

            return app;
        }, cancel);
    }

    private async Task LinkAsync(
        VpcPeering peering, EntraApp? app, AzureAccount account, StepRunner runner, ItemContext context,
        CancellationToken cancel)
    {
        var name = AppName(peering, app);
        var credential = await context.State.Locks.OneAtATimeAsync(
            $"credential {name}", () => CredentialAsync(name, app, account, runner, context, cancel), cancel);
        await runner.DoAsync(
            StepCatalogue.CreateLink.On(PeeringView.Target(peering)),
            () => MakeAsync(peering, name, credential!, app!, account, context, cancel), cancel);
        runner.Note(StepCatalogue.RemoveCredential.On(name));
    }

    private async Task MakeAsync(
        VpcPeering peering, string name, LinkCredential credential, EntraApp app, AzureAccount account,
        ItemContext context, CancellationToken cancel)
    {
        for (var renewed = 0; ;)
        {
            try
            {
                await new LinkMaker(account, credential, context).MakeAsync(peering, cancel);
                return;
            }
            catch (CredentialGoneException) when (renewed++ < RetryHandler.Attempts)
            {
                var gone = credential;
                credential = await context.State.Locks.OneAtATimeAsync(
                    $"credential {name}", () => RenewAsync(name, gone, app, account, context, cancel), cancel);
            }
        }
    }

    /// <summary>Another credential for one that is gone, unless another item of the run has made it.</summary>
    private async Task<LinkCredential> RenewAsync(
        string name, LinkCredential gone, EntraApp app, AzureAccount account, ItemContext context,
        CancellationToken cancel)
    {
        if (credentials[name].Credential != gone) return credentials[name].Credential;
        Sink.Verbose($"{gone.Target} is no longer on the application; adding another one.");
        var made = await AddAsync(app, account, context, cancel);
        credentials[name] = (made, context.Clock);
        gone.Dispose();
        return made;
    }

    /// <summary>The credential of this run for an application: the first VNet makes it, the others use it.</summary>
    private async Task<LinkCredential?> CredentialAsync(
        string name, EntraApp? app, AzureAccount account, StepRunner runner, ItemContext context,
        CancellationToken cancel)
    {
        if (credentials.TryGetValue(name, out var kept)) return kept.Credential;

        await runner.DoAsync(
            StepCatalogue.AddCredential.On(name),
            async () => credentials[name] = (await AddAsync(app!, account, context, cancel), context.Clock), cancel);
        return credentials.TryGetValue(name, out var made) ? made.Credential : null;
    }

    private async Task<LinkCredential> AddAsync(
        EntraApp app, AzureAccount account, ItemContext context, CancellationToken cancel)
    {
        var name = LinkCredential.NewName();
        try
        {
            return await LinkCredential.AddAsync(account, app, name, Request.UseCertificate, context, cancel);
        }
        catch
        {
            open.Add((account, app, name, context.Clock));
            throw;
        }
    }

    private static void RequireRemote(VpcPeering peering, StepRunner runner)
    {
        // What is planned may still be shown by the platform, but not for a connection that stands already.
        var mayCome = runner.Planning && PeeringStates.Phase(peering.State) != PeeringPhase.Active;
        if (!mayCome && (peering.RemoteNetworkId is null || peering.RemoteTenantId is null))
            throw Catalogue.RemoteNetworkUnknown.For(peering, PeeringView.Name(peering), peering.State);
    }

    /// <summary>Our application by its name, before and after it is made; somebody else's by its id.</summary>
    private static string AppName(VpcPeering peering, EntraApp? app) =>
        app is null || app.Tags.Contains(AzureNames.ProjectTag(peering.Project)) ? AzureNames.App(peering.Project) : app.AppId;
}

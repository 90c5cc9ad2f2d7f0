using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes our half of the link. The credential with which it does so is removed when the stage is disposed of, however
/// it ends.
/// </summary>
internal sealed class ApprovePeeringStage(ApprovePeeringRequest request, ISink sink)
    : Stage<ApprovePeeringRequest>(request, sink)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>The time for the removal of credentials after all items are done.</summary>
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(2);

    private readonly PlatformRefresh refresh = new();

    /// <summary>Whether all items were done, rather than the cmdlet stopped.</summary>
    private bool ended;

    private readonly RunCredentials credentials = new(request.UseCertificate, sink);

    public override TimeSpan CleanUpLimit => TimeSpan.FromSeconds(10);

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
        var app = await credentials.FindAppAsync(peering, account, runner, cancel);

        if (peering.LinkState is null)
        {
            RequireRemote(peering, runner);
            await credentials.DoAsync(
                app, StepCatalogue.CreateLink.On(PeeringView.Target(peering)),
                credential => new LinkMaker(account, credential, context).MakeAsync(peering, cancel), runner, cancel);
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

    protected override async Task LastAsync(CancellationToken cancel)
    {
        await refresh.SendAsync(cancel);
        ended = true;
    }

    public override async ValueTask DisposeAsync()
    {
        await credentials.RemoveAsync(ended ? RemovalLimit : CleanUpLimit);
        await base.DisposeAsync();
    }

    private async Task<VpcPeering> UntilOurTurnAsync(
        VpcPeering peering, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        // Planned changes of earlier stages cannot be observed; their observation of the link is still valid.
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

    private static void RequireRemote(VpcPeering peering, StepRunner runner)
    {
        // A plan may still show the platform's state, but not for a connection that is active already.
        var mayCome = runner.Planning && PeeringStates.Phase(peering.State) != PeeringPhase.Active;
        if (!mayCome && (peering.RemoteNetworkId is null || peering.RemoteTenantId is null))
            throw Catalogue.RemoteNetworkUnknown.For(peering, PeeringView.Name(peering), peering.State);
    }
}

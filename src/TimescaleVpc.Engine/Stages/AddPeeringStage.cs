using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Asks the platform for the peering and waits until it is our turn.</summary>
internal sealed class AddPeeringStage(AddPeeringRequest request, ISink sink) : Stage<AddPeeringRequest>(request, sink)
{
    /// <summary>Azure says that a role may take this long to be honoured everywhere, and some more.</summary>
    private static readonly TimeSpan PropagationWindow = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRepeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromMinutes(2);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        if (item is AwsPeerPair pair)
        {
            Sink.Output(await new AwsAdd(Request, context).RunAsync(pair, cancel));
            return;
        }

        if (item is VpcPeering { AwsVpcId: not null } known)
        {
            Sink.Output(await new AwsAdd(Request, context).RequestAsync(known, cancel));
            return;
        }

        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        var runner = new StepRunner(context, given.Planned);
        var peering = await RequestAsync(given, runner, context, cancel);
        RequirePlatformTenant(peering);

        if (runner.Steps.Count == 0) Sink.Verbose(
            $"{PeeringView.Name(peering)} is {peering.State}; nothing to ask for.");
        Sink.Output((peering with
        {
            Changes = runner.Planning ? [] : [.. given.Changes, .. runner.Steps],
            Planned = runner.Planning,
            Plan = runner.Planning ? [.. given.Plan, .. runner.Steps] : [],
            Session = context.Session,
        }).WithNextStep());
    }

    private async Task<VpcPeering> RequestAsync(
        VpcPeering peering, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        var reader = new PeeringReader(context);
        var subject = PeeringView.Name(peering);
        var (requests, unknown, linkRead) = (0, 0, false);

        var known = peering.VpcId.Length == 0 ? null : await reader.ConnectionAsync(peering, cancel);
        var isOfAnother = IsOfAnother(known, peering);
        if (peering.VpcId.Length > 0) peering = peering.With(known);
        // A plan does not wait: it looks past what is leaving at what is asked for afterwards.
        if (runner.Planning && PeeringStates.Phase(peering.State) == PeeringPhase.Deleting)
            peering = peering with { State = "" };
        while (true)
        {
            // Only where the platform has nothing that stands does our own half matter.
            if (!linkRead
                && PeeringStates.Phase(peering.State) is PeeringPhase.None or PeeringPhase.Failed or PeeringPhase.Gone)
            {
                peering = peering.With(await reader.LinkAsync(peering, peering.State.Length > 0, cancel));
                linkRead = true;
            }

            var young = peering.AssignedAt is { } assigned && context.Clock.Now - assigned <= PropagationWindow;
            var move = PeeringDecision.Next(
                PeeringGoal.Requested, new PeeringWorld(peering.State, peering.LinkState, requests, young));
            switch (move)
            {
                case PeeringMove.Done:
                    context.EndProgress(subject);
                    return peering;

                case PeeringMove.RemoveLink:
                    peering = await LinkRemoval.RemoveAsync(peering, runner, context, cancel);
                    continue;

                // The platform takes no other application for a connection that it knows, dead as it may be.
                case PeeringMove.Request when isOfAnother && peering.State.Length > 0:
                    await new PeeringRemoval(context).RemoveAsync(peering, runner, false, cancel);
                    peering = peering.With((MstPeering?)null);
                    continue;

                case PeeringMove.Request:
                    var step = StepCatalogue.RequestPeering.On(PeeringView.Target(peering));
                    var asked = peering;
                    var done = await runner.DoAsync(step, () => AskAsync(asked, context, () => ++unknown, cancel),
                        cancel);
                    if (!done) return peering;
                    requests++;
                    break;

                case PeeringMove.WaitAndRequest:
                    var pause = Min(FirstRepeat * Math.Pow(2, requests - 1), LongestRepeat);
                    var status = $"{peering.State} although the role is assigned; Azure is still spreading it";
                    Sink.Verbose($"{subject}: {status}; asking again in {pause.TotalSeconds:0} s.");
                    await context.WaitAsync(pause, subject, status, cancel);
                    if (context.DeadlinePassed) throw PeeringReader.Failure(peering);
                    await AskAsync(peering, context, () => ++unknown, cancel);
                    requests++;
                    break;

                case PeeringMove.Fail:
                    throw PeeringReader.Failure(peering);

                default:
                    if (runner.Planning || Request.NoWait && requests > 0) return peering;
                    break;
            }

            if (context.DeadlinePassed) throw PeeringReader.Overdue(peering, Timeout);
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is at work", cancel);
            peering = peering.With(await reader.ConnectionAsync(peering, cancel));
            linkRead = false;
        }
    }

    /// <summary>
    /// The request may be repeated; after a lost reply the next look at the VPC tells whether it arrived.
    /// </summary>
    private static async Task AskAsync(
        VpcPeering peering, ItemContext context, Func<int> countUnknown, CancellationToken cancel)
    {
        try
        {
            await context.Platform.RequestPeeringAsync(
                peering.VpcId, PeeringReader.KeyOf(peering), Required(peering.AppId), Required(peering.TenantId),
                cancel);
        }
        catch (UnknownOutcomeException error)
        {
            if (!context.MayTryAgain(countUnknown())) throw error.Reported;
        }

        string Required(string? value) => value
            ?? throw Catalogue.PeeringNotRequested.For(peering, PeeringView.Name(peering));
    }

    /// <summary>Whether the platform was asked with another application; of a planned one the id is not known.</summary>
    private static bool IsOfAnother(MstPeering? known, VpcPeering peering) =>
        known?.AppId is { Length: > 0 } app && !Same(app, peering.AppId) && (peering.AppId is not null || peering.Planned);

    /// <summary>The platform's application must come from the tenant of the platform's network.</summary>
    private static void RequirePlatformTenant(VpcPeering peering)
    {
        var (app, network) = (peering.PlatformTenantId, peering.RemoteTenantId);
        if (app is not null && network is not null && !string.Equals(app, network, StringComparison.OrdinalIgnoreCase))
            throw Catalogue.PlatformAppMismatch.For(peering, peering.PlatformAppId, app, network);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

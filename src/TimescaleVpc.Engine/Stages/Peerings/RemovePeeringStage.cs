using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Stages.Aws;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Removes both halves of a peering: ours first, then the platform's. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : Stage<RemovePeeringRequest>(request, sink)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        if (given.AwsVpcId is not null)
        {
            if (await new AwsRemoval(context).RunAsync(given, Request.NoWait, cancel) is { } planned) Sink.Output(
                planned);
            return;
        }

        var reader = new PeeringReader(context);
        var peering = given.With(await reader.ConnectionAsync(given, cancel));
        peering = peering.With(await reader.LinkAsync(peering, peering.State.Length > 0, cancel));
        var changes = new Changes(context, given.Planned);

        if (peering.LinkState is not null) peering = await LinkRemoval.RemoveAsync(peering, changes, context, cancel);
        if (PeeringStates.Phase(peering.State) != PeeringPhase.None)
        {
            await changes.DoAsync(
                StepCatalogue.RemovePeering.On(PeeringView.Target(peering)),
                () => DeleteAsync(peering, reader, context, cancel), cancel);
        }

        if (changes.Steps.Count == 0) Sink.Verbose(
            $"{PeeringView.Name(peering)} is gone on both sides; nothing to remove.");
        if (changes.Planning)
            Sink.Output(peering with { Planned = true, Plan = [.. given.Plan, .. changes.Steps],
                Session = context.Session });
    }

    private async Task DeleteAsync(
        VpcPeering peering, PeeringReader reader, ItemContext context, CancellationToken cancel)
    {
        var subject = PeeringView.Name(peering);
        for (var accepted = false; ;)
        {
            try
            {
                if (!accepted) await context.Platform.DeletePeeringAsync(peering.VpcId, PeeringReader.KeyOf(peering),
                    cancel);
                accepted = true;
                if (Request.NoWait) return;
            }
            catch (UnknownOutcomeException error) when (context.IsOver)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // Dependents are leaving, or the reply was lost: the next round looks and asks again.
            }

            peering = peering.With(await reader.ConnectionAsync(peering, cancel));
            if (peering.State.Length == 0
                || string.Equals(peering.State, "DELETED", StringComparison.OrdinalIgnoreCase)) break;
            if (context.IsOver) throw PeeringReader.Overdue(peering, Timeout);
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is deleting it", cancel);
        }

        context.WaitIsOver(subject);
    }
}

using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Removes a peering with a VNet: our half first, then the platform's. What is gone already is fine.</summary>
internal sealed class PeeringRemoval(ItemContext context)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly PeeringReader reader = new(context);

    public async Task RemoveAsync(VpcPeering given, StepRunner runner, bool noWait, CancellationToken cancel)
    {
        var peering = await reader.WithBothAsync(given, cancel);
        if (peering.LinkState is not null) peering = await LinkRemoval.RemoveAsync(peering, runner, context, cancel);
        switch (PeeringStates.Phase(peering.State))
        {
            case PeeringPhase.None:
            // A connection that is being deleted needs no step, only time.
            case PeeringPhase.Deleting when runner.Planning || noWait:
                break;
            case PeeringPhase.Deleting:
                await DeleteAsync(peering, accepted: true, false, cancel);
                break;
            default:
                await runner.DoAsync(
                    StepCatalogue.RemovePeering.On(PeeringView.Target(peering)),
                    () => DeleteAsync(peering, accepted: false, noWait, cancel), cancel);
                break;
        }
    }

    private async Task DeleteAsync(VpcPeering peering, bool accepted, bool noWait, CancellationToken cancel)
    {
        var subject = PeeringView.Name(peering);
        while (true)
        {
            try
            {
                if (!accepted) await context.Platform.DeletePeeringAsync(peering.VpcId, PeeringReader.KeyOf(peering),
                    cancel);
                accepted = true;
                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // Dependents are leaving, or the reply was lost: the next round looks and asks again.
            }

            peering = peering.With(await reader.ConnectionAsync(peering, cancel));
            if (peering.State.Length == 0 || Same(peering.State, "DELETED")) break;
            if (context.DeadlinePassed) throw PeeringReader.Overdue(peering, context.Timeout);
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is deleting it", cancel);
        }

        context.EndProgress(subject);
    }
}

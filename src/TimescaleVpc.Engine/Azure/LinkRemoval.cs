using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Removes our half of a link: a stale one on the way to a new one, or the last one for good.</summary>
internal static class LinkRemoval
{
    public static async Task<VpcPeering> RemoveAsync(
        VpcPeering peering, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var id = AzurePeerings.IdOf(peering);
        var name = peering.LinkName!;
        await runner.DoAsync(
            AzurePeerings.Step(StepCatalogue.RemoveLink, peering, ArmLinks.Path(id, name)),
            () =>
            {
                context.ShowStep(peering.NetworkLabel, "Azure is removing the link");
                return DeleteAsync(account.Links, id, name, context, cancel);
            },
            cancel, before: peering.LinkState);
        return peering with { LinkState = null, LinkName = AzureNames.Link(peering.Project, peering.VpcId, id) };
    }

    /// <summary>A deletion may be repeated: of what is gone already, it says so and that is fine.</summary>
    private static async Task DeleteAsync(
        ArmLinks links, VNetId id, string name, ItemContext context, CancellationToken cancel)
    {
        for (var unknownCount = 0; ;)
        {
            try
            {
                if (await links.DeleteAsync(id, name, context.Deadline, cancel) is not { } failure) return;
                if (!failure.IsBusy || context.DeadlinePassed) failure.Require(ArmLinks.Path(id, name), changes: true);
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(++unknownCount)) throw error.Reported;
            }

            await context.Clock.DelayAsync(PollIntervals.Outcome, cancel);
        }
    }
}

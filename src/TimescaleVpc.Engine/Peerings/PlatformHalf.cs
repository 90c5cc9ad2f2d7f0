using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Asks for the platform's half of a peering and has it deleted. After a lost reply, and while the platform is busy, it
/// looks again before anything is repeated.
/// </summary>
internal sealed class PlatformHalf(ItemContext context, ICustomerSide side, IPlatform platform)
{
    private readonly PlatformReader reader = new(context);
    private readonly VpcReadiness readiness = new(platform, context);
    private int unknownCount;

    /// <summary>The platform's id of the peering that this run has asked for; null if it has none.</summary>
    public string? RequestedId { get; private set; }

    /// <summary>Asks for it.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="failedPeering">The half of an earlier try; null if there is none.</param>
    /// <param name="count">How many peerings the VPC has.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>Whether the platform has taken it, as far as its answer says.</returns>
    public async Task<bool> RequestAsync(
        VpcPeering peering, PlatformPeering? failedPeering, int count, CancellationToken cancel)
    {
        try
        {
            RequestedId = await platform.RequestPeeringAsync(
                peering, side.ForPlatform(peering), failedPeering, cancel) ?? RequestedId;
            return true;
        }
        catch (PlatformException error) when ((error.IsNotFound || error.IsBusy) && !context.DeadlinePassed)
        {
            if (await readiness.ObstacleAsync(error, peering.VpcId, cancel) is not { } obstacle) throw;
            await WaitAsync(peering, obstacle, cancel);
        }
        catch (PlatformException error) when (error.IsLimit)
        {
            throw count >= platform.UsualPeeringLimit
                ? Catalogue.PeeringQuota.Because(error.Refusal, peering, peering.VpcLabel, count)
                : Catalogue.PlatformQuota.Because(
                    error.Refusal, peering, $"the peering {side.Name(peering)}", "peerings of that VPC");
        }
        catch (UnknownOutcomeException error)
        {
            if (!context.MayTryAgain(++unknownCount)) throw error.Reported;
            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
        }

        return false;
    }

    /// <summary>
    /// Has it deleted and waits until it is gone. Beside the one that lived there may be others of the pair.
    /// </summary>
    public async Task DeleteAsync(VpcPeering peering, bool noWait, CancellationToken cancel)
    {
        var acceptedIds = new HashSet<string?>();
        while (true)
        {
            var platformPeering = await reader.FindAsync(peering, cancel);
            if (platformPeering is null or { Failure: PeeringFailure.Deleted }) break;
            try
            {
                if (platformPeering.Phase != PeeringPhase.Deleting && !acceptedIds.Contains(platformPeering.Id))
                {
                    await platform.DeletePeeringAsync(peering.VpcId, platformPeering, cancel);
                    acceptedIds.Add(platformPeering.Id);
                }

                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // Dependents are being deleted, or the reply was lost: the next round looks and asks again.
            }
            catch (PlatformException error) when (error.IsBusy && !context.DeadlinePassed)
            {
                // At work on an earlier change.
            }

            if (context.DeadlinePassed)
            {
                throw PeeringErrors.Overdue(
                    side, peering.With(platformPeering), context.Timeout, "Timescale");
            }

            await WaitAsync(peering, $"{platformPeering.State}; Timescale is deleting it", cancel);
        }

        context.EndProgress(peering.NetworkLabel);
    }

    /// <summary>
    /// Another run has asked at the same time, and its peering is the one that stands: this run's would stay beside it,
    /// dead.
    /// </summary>
    public async Task WithdrawAsync(VpcPeering stands, CancellationToken cancel)
    {
        if (RequestedId is not { } id || stands.PeeringId is null || stands.PeeringId == id) return;
        context.Sink.Verbose($"Another run has asked for {side.Name(stands)} as well; {id} is withdrawn.");
        while (!context.DeadlinePassed)
        {
            var all = await platform.ListPeeringsAsync(stands.VpcId, cancel) ?? [];
            if (all.FirstOrDefault(item => item.Id == id) is not { } ownPeering) return;
            try
            {
                await platform.DeletePeeringAsync(stands.VpcId, ownPeering, cancel);
                return;
            }
            catch (PlatformException error) when (error.IsBusy && !context.DeadlinePassed)
            {
                // At work on an earlier change.
            }
            catch (UnknownOutcomeException) when (!context.DeadlinePassed)
            {
                // The list tells.
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
        }
    }

    private Task WaitAsync(VpcPeering peering, string status, CancellationToken cancel) =>
        context.WaitAsync(PollIntervals.Work, peering.NetworkLabel, status, cancel, UsualTimes.Removal);
}

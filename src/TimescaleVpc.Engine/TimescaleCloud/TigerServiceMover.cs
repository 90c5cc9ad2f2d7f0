using System.Runtime.ExceptionServices;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Moves a service of Timescale Cloud. There a move is a detachment and an attachment: if the second half fails, the
/// service goes back where it was, and if that fails too, the error says that it is public now.
/// </summary>
/// <param name="platform">Timescale Cloud.</param>
/// <param name="api">Its calls.</param>
/// <param name="move">The service and where it is to be.</param>
/// <param name="runner">Does the steps.</param>
/// <param name="context">Has the time for the work: the way back has its own.</param>
internal sealed class TigerServiceMover(
    TigerPlatform platform, TigerApi api, ServiceMove move, StepRunner runner, ItemContext context)
{
    /// <summary>The number of equal reads that count: an accepted request is not visible at once.</summary>
    private const int SteadyReads = 5;

    private const int ReturnAttempts = 3;
    private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(15);

    private readonly FoundService service = move.Service;
    private readonly VpcReadiness readiness = new(platform, context);
    private bool hasWarned;

    public async Task<FoundService> MoveAsync(CancellationToken cancel)
    {
        var (from, vpc) = (service.VpcId, move.Vpc);
        if (from == vpc?.VpcId) return service.IsSettled ? service : await SettledAsync(cancel);
        if (from is not null && vpc is not null && !runner.Planning) return await ChangeVpcAsync(from, vpc, cancel);
        if (from is not null) await DetachAsync(from, cancel);
        if (vpc is not null)
        {
            if (!runner.Planning) await readiness.UntilUsableAsync(vpc, cancel);
            await AttachAsync(vpc, cancel);
        }

        return await SettledAsync(cancel);
    }

    private async Task<FoundService> ChangeVpcAsync(string from, Vpc vpc, CancellationToken cancel)
    {
        // While the VPC reports that it is being built, the service can stay where it is.
        await readiness.UntilUsableAsync(vpc, cancel);
        try
        {
            await DetachAsync(from, cancel);
            await UntilAsync(vpcId: null, cancel);
            await AttachAsync(vpc, cancel);
            return await UntilAsync(vpc.VpcId, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException
            && (error is not StepDeclinedException || runner.Steps.Count > 0))
        {
            // A service must not stay public because the time for the move was over: the way back has its own.
            var returnContext = context with { Deadline = context.Clock.Now + LongestReturn, Timeout = LongestReturn };
            var mover = new TigerServiceMover(platform, api, move, runner, returnContext);
            return await mover.ReturnAsync(from, vpc, error, cancel);
        }
    }

    /// <summary>
    /// After a failure, only the service itself shows how far the move has come: requests whose replies were lost may
    /// have been accepted.
    /// </summary>
    private async Task<FoundService> ReturnAsync(string from, Vpc vpc, Exception error, CancellationToken cancel)
    {
        AmbientWork.Deadline = context.Deadline;
        var now = await PlaceAsync(cancel);
        if (Place() == TigerPlace.Back) ExceptionDispatchInfo.Throw(error);

        for (var attempt = 1;
             attempt <= ReturnAttempts && Place() is TigerPlace.Public or TigerPlace.Unknown;
             attempt++)
        {
            try
            {
                await AskAsync(() => api.AttachAsync(service.Id, from, cancel), from, cancel);
            }
            catch (Exception failure) when (failure is TigerException or TimescaleVpcException)
            {
                // The next read of the service decides.
            }

            now = await PlaceAsync(cancel);
        }

        var reason = Explain(error);
        return Place() switch
        {
            TigerPlace.Arrived => now!,
            TigerPlace.Back =>
                throw Because(Catalogue.ServiceMovedBack.For(service.Name, service.Name, vpc, reason, from), error),
            TigerPlace.Unknown =>
                throw Left("Timescale does not show where it is, so it may be reachable from the public internet now"),
            TigerPlace.Public => throw Left("it can be reached from the public internet now"),
            _ => throw Left($"it is in VPC {now!.VpcId} now"),
        };

        TigerPlace Place() => TigerMoveDecision.Place(now, from, vpc.VpcId);
        TimescaleVpcException Left(string place) => Because(
            Catalogue.ServiceLeftPublic.For(service.Name, service.Name, vpc, reason, from, place), error);
    }

    /// <summary>The final location of the service; null if the platform does not show it.</summary>
    private async Task<FoundService?> PlaceAsync(CancellationToken cancel)
    {
        FoundService? last = null;
        for (int sameCount = 0, absentCount = 0; ;)
        {
            FoundService? now = null;
            try
            {
                now = await api.GetServiceAsync(service.Id, cancel);
                absentCount = now is null ? absentCount + 1 : 0;
            }
            catch (Exception error) when (error is TigerException or TimescaleVpcException)
            {
                // Asked again: not to know is worse than to wait.
            }

            sameCount = now is not { IsAtRest: true } ? 0 : now.VpcId == last?.VpcId ? sameCount + 1 : 1;
            last = now;
            if (sameCount >= SteadyReads) return now;
            if (absentCount >= SteadyReads || context.DeadlinePassed) return null;
            await context.WaitAsync(
                PollIntervals.LongWork, last?.Name ?? service.Id, "Timescale does not say where it is",
                cancel);
        }
    }

    private async Task DetachAsync(string vpcId, CancellationToken cancel) =>
        await runner.DoAsync(
            StepCatalogue.DetachCloudService.On(
                $"{service.Name} from VPC {vpcId}", service.Name, service.Record.VpcName ?? vpcId),
            async () =>
            {
                try
                {
                    await AskAsync(() => api.DetachAsync(service.Id, vpcId, cancel), vpcId: null, cancel);
                }
                catch (TigerException error) when (error.Status == 409)
                {
                    // Perhaps an earlier run was taken, and does not show yet.
                    if (await PlaceAsync(cancel) is not { VpcId: null }) throw;
                }
            },
            cancel, warn: WarnOnce, before: service.Record.VpcName ?? vpcId);

    private async Task AttachAsync(Vpc vpc, CancellationToken cancel)
    {
        var name = ILabelled.Of(vpc);
        await runner.DoAsync(
            StepCatalogue.AttachCloudService.On($"{service.Name} to VPC {name}", service.Name, name),
            async () =>
            {
                try
                {
                    await AskAsync(() => api.AttachAsync(service.Id, vpc.VpcId, cancel), vpc.VpcId, cancel);
                }
                catch (TigerException error) when (error.Status == 409)
                {
                    // Perhaps an earlier run was taken, and does not show yet. Only the service tells where it is.
                    var place = await PlaceAsync(cancel);
                    if (place?.VpcId == vpc.VpcId) return;
                    throw place?.VpcId is { } other
                        ? Catalogue.ServiceAttachedElsewhere.Because(
                            error.Refusal, service.Name, service.Name, other, name)
                        : Refused(error);
                }
                catch (TigerException error) when (error.IsLimit)
                {
                    throw Catalogue.PlatformQuota.Because(
                        error.Refusal, service.Name, $"service {service.Name} in VPC {name}", "services in that VPC");
                }
                catch (TigerException error) when (TigerMoveDecision.MayBeAboutService(error))
                {
                    throw Refused(error);
                }

                TimescaleVpcException Refused(TigerException error) =>
                    Catalogue.ServiceAttachRefused.Because(error.Refusal, service.Name, service.Name, name);
            },
            cancel, warn: WarnOnce);
    }

    private void WarnOnce()
    {
        if (!hasWarned) move.Warn();
        hasWarned = true;
    }

    /// <summary>After a lost reply the service itself tells whether it was taken.</summary>
    private async Task AskAsync(Func<Task> ask, string? vpcId, CancellationToken cancel)
    {
        for (var unknownCount = 0; ;)
        {
            try
            {
                await ask();
                return;
            }
            catch (TigerException error) when (!context.DeadlinePassed && (error.IsBusy || error.IsNotFound))
            {
                if (await readiness.ObstacleAsync(error, vpcId, cancel) is not { } obstacle) throw;
                await context.WaitAsync(PollIntervals.LongWork, service.Id, obstacle, cancel);
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(++unknownCount)) throw error.Reported;
                await context.Clock.DelayAsync(PollIntervals.LongWork, cancel);
                var now = await api.GetServiceAsync(service.Id, cancel);
                if (TigerMoveDecision.IsTaken(now, vpcId)) return;
            }
        }
    }

    private async Task<FoundService> SettledAsync(CancellationToken cancel) =>
        runner.Planning || move.NoWait ? service : await UntilAsync(move.Vpc?.VpcId, cancel);

    /// <summary>
    /// Until the endpoint says so, twice: right after the request the status may still be the old READY.
    /// </summary>
    private async Task<FoundService> UntilAsync(string? vpcId, CancellationToken cancel)
    {
        for (var steadyReads = 0; ;)
        {
            var now = await api.GetServiceAsync(service.Id, cancel)
                ?? throw Catalogue.ServiceNotFound.For(service.Id, api.Project, service.Id, "it no longer");
            var subject = now.Name;
            steadyReads = now.IsAtRest && now.VpcId == vpcId ? steadyReads + 1 : 0;
            if (steadyReads == 2)
            {
                context.EndProgress(subject);
                return now;
            }

            if (context.DeadlinePassed)
                throw Catalogue.ServiceMoveTimeout.For(now.Name, now.Name, now.Record.State, context.Timeout);
            await context.WaitAsync(
                PollIntervals.LongWork, subject, $"{now.Record.State}; Timescale is moving it", cancel);
        }
    }

    private static string Explain(Exception error) =>
        error is StepDeclinedException declinedStep ? declinedStep.Message : Translation.Of(error, null).Message;

    /// <summary>The reason already contains the platform's words.</summary>
    private static TimescaleVpcException Because(TimescaleVpcException error, Exception cause)
    {
        if (cause is not StepDeclinedException) error.Refusal = Translation.Of(cause, null).Refusal;
        return error;
    }
}

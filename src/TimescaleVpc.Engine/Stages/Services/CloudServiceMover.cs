using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.TimescaleCloud;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Services;

/// <summary>
/// Moves a service of Timescale Cloud. There a move is a detachment and an attachment: if the second half fails, the
/// service goes back where it was, and if that fails too, the error says that it is public now.
/// </summary>
/// <param name="start">What the work has at hand.</param>
/// <param name="noWait">Whether to return as soon as the platform has agreed.</param>
/// <param name="warn">Warns of the outage, once the user has agreed.</param>
internal sealed class CloudServiceMover(ItemContext start, bool noWait, Action warn)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackBudget = TimeSpan.FromMinutes(15);

    private readonly DateTimeOffset buildEnds = start.Pace.Now + TimeSpan.FromMinutes(5);
    private ItemContext context = start;
    private bool warned;

    /// <summary>Where the platform was last asked, and agreed, to put the service.</summary>
    private string? asked;

    /// <summary>Puts a service in a VPC, or on the public internet with null.</summary>
    public async Task<CloudService> MoveAsync(CloudService service, Vpc? vpc, Changes changes, CancellationToken cancel)
    {
        var from = service.VpcId;
        if (from == vpc?.VpcId)
            return IsSettled(service) ? service : await SettledAsync(service, vpc?.VpcId, changes, cancel);
        if (changes.Planning)
        {
            if (from is not null) await DetachAsync(service, from, changes, cancel);
            if (vpc is not null) await AttachAsync(service, vpc.VpcId, $"{vpc}", changes, cancel);
            return service;
        }

        if (from is not null) await DetachAsync(service, from, changes, cancel);
        if (vpc is null) return await SettledAsync(service, null, changes, cancel);
        if (from is null) return await AttachAsync(service, vpc.VpcId, $"{vpc}", changes, cancel);

        context.Sink.Warning($"Service {service.Name} is on the public internet until it is in VPC {vpc}.");
        try
        {
            await UntilAsync(service.Id, null, cancel);
            return await AttachAsync(service, vpc.VpcId, $"{vpc}", changes, cancel, wait: true);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Attached, or about to be: going back now would break what is nearly done.
            if (IsTimeout(error) && await IsUnderwayAsync(service.Id, vpc.VpcId, cancel)) throw;
            var reason = Explain(error);
            await BackAsync(service, vpc, from, reason, cancel);
            throw Catalogue.ServiceMovedBack.For(service.Name, service.Name, vpc, reason, from);
        }
    }

    private async Task BackAsync(CloudService service, Vpc vpc, string from, string reason, CancellationToken cancel)
    {
        // The way back gets time of its own, or a late failure would always end on the public internet.
        context = context with { Deadline = context.Pace.Now + BackBudget };
        try
        {
            // Perhaps the attachment was taken after all; then there is nothing to undo but to end it.
            var now = await context.Cloud.GetServiceAsync(service.Id, cancel);
            if (now?.VpcId == vpc.VpcId) await AskAsync(() => context.Cloud.DetachAsync(service.Id, vpc.VpcId, cancel), service.Id, null, cancel);
            await UntilAsync(service.Id, null, cancel);
            await AskAsync(() => context.Cloud.AttachAsync(service.Id, from, cancel), service.Id, from, cancel);
            await UntilAsync(service.Id, from, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw Catalogue.ServiceLeftPublic.For(service.Name, service.Name, vpc, reason, from);
        }
    }

    private async Task DetachAsync(CloudService service, string vpcId, Changes changes, CancellationToken cancel) =>
        await changes.DoAsync(
            StepCatalogue.DetachCloudService.On($"{service.Name} from VPC {vpcId}"),
            () => WarnedAsync(() => context.Cloud.DetachAsync(service.Id, vpcId, cancel), service.Id, null, cancel), cancel);

    private async Task<CloudService> AttachAsync(
        CloudService service, string vpcId, string name, Changes changes, CancellationToken cancel, bool wait = false)
    {
        await changes.DoAsync(
            StepCatalogue.AttachCloudService.On($"{service.Name} to VPC {name}"),
            async () =>
            {
                try
                {
                    await WarnedAsync(
                        () => context.Cloud.AttachAsync(service.Id, vpcId, cancel), service.Id, vpcId, cancel);
                }
                catch (CloudException error) when (error.Status == 409)
                {
                    throw Catalogue.ServiceAttachedElsewhere.For(
                        service.Name, service.Name, service.VpcId ?? "(another one)", name, error.Message);
                }
                catch (CloudException error) when (error.Message.Contains("limit", StringComparison.OrdinalIgnoreCase)
                    || error.Message.Contains("quota", StringComparison.OrdinalIgnoreCase))
                {
                    throw Catalogue.PlatformQuota.For(service.Name, $"service {service.Name} in VPC {name}", error.Message);
                }
            },
            cancel);
        return wait ? await UntilAsync(service.Id, vpcId, cancel) : await SettledAsync(service, vpcId, changes, cancel);
    }

    private Task WarnedAsync(Func<Task> ask, string serviceId, string? vpcId, CancellationToken cancel)
    {
        if (!warned) warn();
        warned = true;
        return AskAsync(ask, serviceId, vpcId, cancel);
    }

    /// <summary>After a lost reply the service itself tells whether it was taken.</summary>
    private async Task AskAsync(Func<Task> ask, string serviceId, string? vpcId, CancellationToken cancel)
    {
        for (var unknown = 0; ;)
        {
            try
            {
                await ask();
                asked = vpcId;
                return;
            }
            catch (CloudException error) when (!context.IsOver && (error.IsBeingUpdated || error.IsNotFound))
            {
                if (error.IsNotFound && !await IsBuildingAsync(vpcId, cancel)) throw;
                await context.Pace.DelayAsync(PollInterval, cancel);
            }
            catch (UnknownOutcomeException error)
            {
                if (++unknown >= RetryHandler.Attempts) throw error.Reported;
                await context.Pace.DelayAsync(PollInterval, cancel);
                var now = await context.Cloud.GetServiceAsync(serviceId, cancel);
                var isTaken = now?.VpcId == vpcId || now is not null && !IsSettled(now);
                if (isTaken) return;
            }
        }
    }

    private async Task<bool> IsUnderwayAsync(string serviceId, string vpcId, CancellationToken cancel)
    {
        var now = await context.Cloud.GetServiceAsync(serviceId, cancel);
        return now is not null && (now.VpcId == vpcId || asked == vpcId && !IsSettled(now));
    }

    /// <summary>A new VPC is listed, and yet "not found" until it is ready; the API does not show which.</summary>
    private async Task<bool> IsBuildingAsync(string? vpcId, CancellationToken cancel) =>
        vpcId is not null && context.Pace.Now < buildEnds && await context.Cloud.GetVpcAsync(vpcId, cancel) is not null;

    private async Task<CloudService> SettledAsync(CloudService service, string? vpcId, Changes changes, CancellationToken cancel) =>
        changes.Planning || noWait ? service : await UntilAsync(service.Id, vpcId, cancel);

    /// <summary>Until the endpoint says so, twice: right after the request the status may still be the old READY.</summary>
    private async Task<CloudService> UntilAsync(string serviceId, string? vpcId, CancellationToken cancel)
    {
        for (var good = 0; ;)
        {
            var now = await context.Cloud.GetServiceAsync(serviceId, cancel)
                ?? throw Catalogue.ServiceNotFound.For(serviceId, context.Cloud.Project, serviceId, "it no longer");
            var subject = $"Service {now.Name}";
            good = IsSettled(now) && now.VpcId == vpcId && now.Effective is { Host.Length: > 0 } ? good + 1 : 0;
            if (good == 2)
            {
                context.WaitIsOver(subject);
                return now;
            }

            if (context.IsOver) throw Catalogue.ServiceMoveTimeout.For(now.Name, now.Name, now.Status, context.Timeout);
            await context.WaitAsync(PollInterval, subject, $"{now.Status}; the platform is moving it", cancel);
        }
    }

    private static bool IsTimeout(Exception error) =>
        error is TimescaleVpcException ours && ours.ErrorId == Catalogue.ServiceMoveTimeout.Id;

    private static bool IsSettled(CloudService service) => service.Status.ToUpperInvariant() is "READY" or "PAUSED";

    private static string Explain(Exception error) => error switch
    {
        CloudException cloud => cloud.ToError().Message,
        UnknownOutcomeException unknown => unknown.Reported.Message,
        TimescaleVpcException ours => ours.Message,
        _ => error.GetType().Name,
    };
}

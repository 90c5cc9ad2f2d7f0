using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>Moves a service of the managed service: one request says where it is to be.</summary>
internal sealed class MstServiceMover(MstApi api, ServiceMove move, StepRunner runner)
{
    private readonly ItemContext context = runner.Context;

    /// <summary>Once the platform has moved it, another move may begin; before that, none.</summary>
    public static void Check(FoundService service)
    {
        if (!service.IsSettled)
            throw Catalogue.ServiceStateUnfit.For(service.Name, service.Name, service.Record.State);
    }

    /// <summary>Puts a service in a VPC, or on the public internet with null.</summary>
    public async Task<FoundService> MoveAsync(CancellationToken cancel)
    {
        var (service, vpc) = (move.Service, move.Vpc);
        if (service.VpcId != vpc?.VpcId)
        {
            Check(service);
            var step = vpc is null
                ? StepCatalogue.DetachService.On(service.Name)
                : StepCatalogue.AttachService.On(
                    $"{service.Name} in VPC {vpc.CloudName} {vpc.Cidr}", service.Name, vpc);
            await runner.DoAsync(
                step, () => AskAsync(service, vpc, cancel), cancel, warn: move.Warn,
                before: service.Record.VpcName ?? service.Record.VpcId);
        }

        return runner.Planning || move.NoWait ? service : await UntilMovedAsync(service, vpc?.VpcId, cancel);
    }

    /// <summary>The request says where the service is to be; repeating it says the same.</summary>
    private Task AskAsync(FoundService service, Vpc? vpc, CancellationToken cancel) => context.RepeatAsync(
        () => api.MoveServiceAsync(service.Name, vpc?.VpcId, cancel), PollIntervals.LongWork, cancel);

    /// <summary>Until the service runs in its new place: the state alone may still be the old one.</summary>
    private async Task<FoundService> UntilMovedAsync(FoundService service, string? vpcId, CancellationToken cancel)
    {
        var subject = service.Name;
        while (true)
        {
            var now = await api.GetServiceAsync(service.Name, cancel)
                ?? throw Catalogue.ServiceNotFound.For(service.Name, api.Project, service.Name,
                    "it no longer");
            if (now.VpcId == vpcId && now.IsAtRest)
            {
                context.EndProgress(subject);
                return now;
            }

            if (context.DeadlinePassed)
                throw Catalogue.ServiceMoveTimeout.For(service.Name, service.Name, now.Record.State, context.Timeout);
            await context.WaitAsync(PollIntervals.LongWork, subject, $"{now.Record.State}; Timescale is moving it",
                cancel, UsualTimes.ServiceMove);
        }
    }
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Stages.Vpcs;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Services;

/// <summary>
/// Puts services in a VPC, or back on the public internet. It collects what comes down the pipeline and acts when the
/// last object has arrived: several peerings of one VPC attach each service once.
/// </summary>
internal sealed class SetServiceStage(SetServiceRequest request, ISink sink) : Stage<SetServiceRequest>(request, sink)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly List<(Vpc Vpc, VpcPeering? Peering)> targets = [];
    private TimescaleSession? session;

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        (Vpc, VpcPeering?)? target = item switch
        {
            VpcPeering { Planned: true } planned => (ToVpc(planned), planned),
            VpcPeering peering => (await VpcFinder.FindAsync(new VpcRef(null, peering.VpcId), context, cancel),
                peering),
            VpcRef wanted => (await VpcFinder.FindAsync(wanted, context, cancel), null),
            _ => null,
        };
        lock (targets)
        {
            session ??= context.Session;
            // What arrives is worked on together: of two sessions, one would be taken for the other.
            if (!ReferenceEquals(session, context.Session))
                throw Catalogue.SessionMismatch.For(item, session, context.Session);
            if (target is { } known) targets.Add(known);
        }
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        // Nothing came down the pipeline, or all of it failed and was reported.
        if (session is null) return;

        var state = Engine.Sessions.SessionState.Of(session);
        using var work = state.Pace.Work();
        var context = new ItemContext(session, state, Sink, state.Pace.Now + Timeout, Timeout);
        var vpc = Target();
        var managed = vpc?.Platform == PlatformNames.ManagedService;
        if (vpc is not null && managed && !IsPlanned && !Same(vpc.State, "ACTIVE"))
            throw Catalogue.VpcNotActive.For(vpc.VpcId, vpc.VpcId, vpc.State);

        var finder = new ServiceFinder(context);
        var found = await finder.FindAsync(Request.Service, cancel);
        // Where a VPC says which platform is meant, a namesake on the other one is not.
        var services = vpc is null || found.All(service => service.Record.Platform != vpc.Platform)
            ? found : [.. found.Where(service => service.Record.Platform == vpc.Platform)];
        var networks = vpc is null ? [] : await finder.NetworksAsync(vpc.Platform, vpc.VpcId, cancel);
        WarnIfUnreachable(vpc, networks);
        await state.Pace.SideBySideAsync([.. services.Select<FoundService, Func<Task>>(service => () => GuardAsync(
            () => MoveAsync(service, vpc, networks.Select(network => network.Id), context, cancel), service.Name,
            cancel))]);
    }

    private static Vpc ToVpc(VpcPeering planned) => new()
    {
        VpcId = planned.VpcId, Name = planned.VpcName, Platform = planned.Platform, CloudName = planned.CloudName,
        Region = planned.VpcRegion,
    };

    private bool IsPlanned => targets.Any(target => target.Peering?.Planned == true || target.Vpc.Planned);

    private Vpc? Target()
    {
        if (Request.Public) return null;
        var distinct = targets.Select(target => target.Vpc).DistinctBy(vpc => vpc.VpcId).ToArray();
        return distinct switch
        {
            [var only] => only,
            [] => throw Catalogue.ServiceTargetMissing.For(null),
            _ => throw Catalogue.ServiceTargetAmbiguous.For(null, string.Join(", ", distinct.Select(vpc => vpc.VpcId))),
        };
    }

    private void WarnIfUnreachable(Vpc? vpc, IReadOnlyList<(string Id, bool IsActive)> networks)
    {
        if (vpc is null || IsPlanned || Sink.Planning) return;
        if (!networks.Any(network => network.IsActive))
        {
            Sink.Warning(
                $"No peering of VPC {vpc} is ACTIVE: a service in it cannot be reached until Wait-VpcPeering says so.");
        }
    }

    private async Task MoveAsync(
        FoundService service, Vpc? vpc, IEnumerable<string> networks, ItemContext context, CancellationToken cancel)
    {
        if (vpc is not null
            && (service.Record.Platform != vpc.Platform || !Same(service.Place, vpc.CloudName ?? vpc.Region)))
            throw Catalogue.ServiceElsewhere.For(service.Name, service.Name, service.Place, vpc.VpcId,
                vpc.CloudName ?? vpc.Region);

        var changes = new Changes(context, IsPlanned);
        if (service.VpcId == vpc?.VpcId)
        {
            var where = vpc is null ? "on the public internet" : $"in VPC {vpc.VpcId}";
            Sink.Verbose($"Service {service.Name} is already {where}; nothing to change.");
        }
        else
        {
            if (vpc is null && !await MayDetachAsync(service.Name, changes, context, cancel)) return;
        }

        var after = service.Cloud is { } cloud
            ? ServiceView.Found(await new CloudServiceMover(context, Request.NoWait,
                () => WarnOfOutage(service.Name, vpc))
                .MoveAsync(cloud, vpc, changes, cancel), context)
            : ServiceView.Found(await MoveManagedAsync(service.Managed!, vpc, changes, context, cancel), context);
        Sink.Output(after.Record with
        {
            PreviousVpcId = service.VpcId, PreviousHost = service.Record.Host, PreviousPort = service.Record.Port,
            PreviousEndpoints = service.Record.Endpoints, PeeredNetworkIds = [.. networks],
            Changes = changes.Planning ? [] : [.. Earlier(peering => peering.Changes), .. changes.Steps],
            Planned = changes.Planning,
            Plan = changes.Planning ? [.. Earlier(peering => peering.Plan), .. changes.Steps] : [],
        });
    }

    private async Task<MstService> MoveManagedAsync(
        MstService service, Vpc? vpc, Changes changes, ItemContext context, CancellationToken cancel)
    {
        if (service.VpcId != vpc?.VpcId)
        {
            // Once the platform has moved it, another move may begin; before that, none.
            if (!Same(service.State, "RUNNING")) throw Catalogue.ServiceStateUnfit.For(service.Name, service.Name,
                service.State);
            var step = vpc is null
                ? StepCatalogue.DetachService.On(service.Name)
                : StepCatalogue.AttachService.On($"{service.Name} in VPC {vpc.VpcId}");
            await changes.DoAsync(
                step,
                () =>
                {
                    WarnOfOutage(service.Name, vpc);
                    return AskAsync(service, vpc, context, cancel);
                },
                cancel);
        }

        return changes.Planning || Request.NoWait ? service : await UntilMovedAsync(service, vpc?.VpcId, context,
            cancel);
    }

    /// <summary>The steps of the stages before, each once.</summary>
    private IEnumerable<PeeringStep> Earlier(Func<VpcPeering, PeeringStep[]> of) =>
        targets.Select(target => target.Peering).OfType<VpcPeering>().SelectMany(of).Distinct();

    private async Task<bool> MayDetachAsync(
        string service, Changes changes, ItemContext context, CancellationToken cancel)
    {
        if (changes.Planning || Request.Force) return true;
        var question = $"Service {service} leaves its VPC and can be reached from the public internet. Go on?";
        return await context.Pace.OutsideAsync(() => Sink.AskAsync(question, "Detach a service", cancel));
    }

    private void WarnOfOutage(string service, Vpc? vpc) => Sink.Warning(vpc is null
        ? $"Service {service} is being rebuilt outside its VPC: connections break for a while, and afterwards it can be reached "
            + "from the public internet, no longer over the peering."
        : $"Service {service} is being rebuilt in VPC {vpc}: connections break for a while, and afterwards it can be reached "
            + "over the peering only, no longer from the public internet.");

    private static async Task AskAsync(MstService service, Vpc? vpc, ItemContext context, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The request says where the service is to be; repeating it says the same.
                await context.Platform.MoveServiceAsync(service.Name, vpc?.VpcId, cancel);
                return;
            }
            catch (UnknownOutcomeException error)
            {
                if (attempt == RetryHandler.Attempts || context.IsOver) throw error.Reported;
                await context.Pace.DelayAsync(PollInterval, cancel);
            }
        }
    }

    /// <summary>Until the service runs in its new place: the state alone may still be the old one.</summary>
    private async Task<MstService> UntilMovedAsync(
        MstService service, string? vpcId, ItemContext context, CancellationToken cancel)
    {
        var subject = $"Service {service.Name}";
        while (true)
        {
            var now = await context.Platform.GetServiceAsync(service.Name, cancel)
                ?? throw Catalogue.ServiceNotFound.For(service.Name, context.Platform.Project, service.Name,
                    "it no longer");
            if (now.VpcId == vpcId && Same(now.State, "RUNNING") && now.Host.Length > 0)
            {
                context.WaitIsOver(subject);
                return now;
            }

            if (context.IsOver) throw Catalogue.ServiceMoveTimeout.For(service.Name, service.Name, now.State, Timeout);
            await context.WaitAsync(PollInterval, subject, $"{now.State}; the platform is moving it", cancel);
        }
    }
}

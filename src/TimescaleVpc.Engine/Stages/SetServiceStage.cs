using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Puts services in a VPC, or back on the public internet. It collects what comes down the pipeline and acts when the
/// last object has arrived: several peerings of one VPC attach each service once.
/// </summary>
internal sealed class SetServiceStage(SetServiceRequest request, ISink sink) : Stage<SetServiceRequest>(request, sink)
{
    private readonly List<(Vpc Vpc, VpcPeering? Peering)> targets = [];
    private readonly List<ServiceVpc> attachments = [];
    private TimescaleSession? session;

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var reference = item switch
        {
            VpcPeering peering => new VpcRef(peering.ToVpc() with { Planned = peering.Planned }),
            ServiceTarget target => target.Vpc,
            _ => item as VpcRef,
        };
        var vpc = reference is null ? null : await VpcFinder.FindAsync(reference, context, cancel);
        lock (targets)
        {
            session ??= context.Session;
            // All items are processed together: of two sessions, one would be mistaken for the other.
            if (!ReferenceEquals(session, context.Session))
                throw Catalogue.SessionMismatch.For(item, session, context.Session);
            if (vpc is not null) targets.Add((vpc, item as VpcPeering));
            if (item is ServiceTarget { Service: var service }) attachments.Add(service);
        }
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        // Nothing came down the pipeline, or all of it failed and was reported.
        if (session is null) return;

        var state = SessionState.Of(session);
        using var work = state.Clock.Work();
        var context = new ItemContext(session, state, Sink, state.Clock.Now + Timeout, Timeout);
        var vpc = Target();
        if (vpc is not null) context.Platform(vpc.Platform).RequireUsable(vpc);

        var finder = new ServiceFinder(context);
        var matches = await finder.FindAsync(
            [.. Request.Service, .. attachments.Select(ServiceFinder.NameOf)], cancel);
        if (attachments.Count > 0)
            matches = [.. matches.Where(service => attachments.Exists(item => ServiceFinder.IsSame(item, service)))];
        // If a VPC determines the platform, a service of the same name on the other one is not meant.
        var services = vpc is null || matches.All(service => service.Record.Platform != vpc.Platform)
            ? matches : [.. matches.Where(service => service.Record.Platform == vpc.Platform)];
        var peerings = vpc is null ? [] : await finder.PeeringsAsync(vpc.Platform, vpc.VpcId, cancel);
        // Whatever refuses a service comes before any warning, and a warning before any change.
        var fittingServices = new List<FoundService>();
        foreach (var service in services)
        {
            await GuardAsync(
                () =>
                {
                    ServiceMover.Check(service, vpc, context);
                    fittingServices.Add(service);
                    return Task.CompletedTask;
                },
                service.Record, cancel);
        }

        if (fittingServices.Exists(service => service.VpcId != vpc?.VpcId)) WarnIfUnreachable(vpc, peerings, context);
        await state.Clock.SideBySideAsync(fittingServices, service => GuardAsync(
            () => MoveAsync(service, vpc, peerings.Select(peering => peering.NetworkId), context, cancel),
            service.Record, cancel));
        context.EndAllProgress();
    }

    private bool IsPlanned => targets.Any(target => target.Vpc.Planned)
        || attachments.Exists(service => service.Planned);

    private Vpc? Target()
    {
        if (Request.Public) return null;
        var distinctVpcs = targets.Select(target => target.Vpc).DistinctBy(vpc => vpc.VpcId).ToArray();
        return distinctVpcs switch
        {
            [var vpc] => vpc,
            [] => throw Catalogue.ServiceTargetMissing.For(null),
            _ => throw Catalogue.ServiceTargetAmbiguous.For(
                null, string.Join(", ", distinctVpcs.Select(ILabelled.Of))),
        };
    }

    private void WarnIfUnreachable(Vpc? vpc, IReadOnlyList<PlatformPeering> peerings, ItemContext context)
    {
        if (vpc is null || IsPlanned || Sink.Planning) return;
        if (!peerings.Any(peering => peering.Phase == PeeringPhase.Active))
            context.Warn(WarningCatalogue.ServiceUnreachable, vpc);
    }

    private async Task MoveAsync(
        FoundService service, Vpc? vpc, IEnumerable<string> networks, ItemContext context, CancellationToken cancel)
    {
        var runner = new StepRunner(context, IsPlanned);
        if (service.VpcId == vpc?.VpcId)
        {
            var where = vpc is null ? "on the public internet" : $"in VPC {vpc}";
            Sink.Verbose($"Service {service.Name} is already {where}; nothing to change.");
        }
        else if (vpc is null)
        {
            await runner.RequireAsync(LocalSteps.LeaveVpc.On(service.Name), Request.Force, cancel);
        }

        var after = await ServiceMover.MoveAsync(service, vpc, Request.NoWait, runner, cancel);
        Sink.Output(after.Record with
        {
            VpcName = after.VpcId is not null && after.VpcId == vpc?.VpcId
                ? ILabelled.Of(vpc) : after.Record.VpcName,
            PreviousVpcId = service.VpcId, PreviousHost = service.Record.Host, PreviousPort = service.Record.Port,
            PreviousEndpoints = service.Record.Endpoints, PeeredNetworkIds = [.. networks],
            Changes = runner.ChangesAfter(Earlier(service, peering => peering.Changes, item => item.Changes)),
            Planned = runner.Planning,
            Plan = runner.PlanAfter(Earlier(service, peering => peering.Plan, item => item.Plan)),
        });
    }

    /// <summary>The steps of the stages before, each once.</summary>
    private IEnumerable<PeeringStep> Earlier(
        FoundService service, Func<VpcPeering, PeeringStep[]> ofPeering, Func<ServiceVpc, PeeringStep[]> ofService) =>
        targets.Select(target => target.Peering).OfType<VpcPeering>().SelectMany(ofPeering)
            .Concat(attachments.Where(item => ServiceFinder.IsSame(item, service)).SelectMany(ofService)).Distinct();
}

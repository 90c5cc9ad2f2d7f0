using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Takes up changed ranges of the AWS VPC. The platform copies them when it peers and never again, so the peering is
/// made anew: an outage, which is asked about first. Both halves go before the new ones come; the routes stay, for a
/// later run to find what this one did not finish.
/// </summary>
internal sealed class UpdatePeeringStage(UpdatePeeringRequest request, ISink sink)
    : Stage<UpdatePeeringRequest>(request, sink)
{
    private readonly PlatformRefresh refresh = new();

    protected override Task LastAsync(CancellationToken cancel) => refresh.SendAsync(cancel);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = await new PeeringFinder(context).OnAwsAsync(item, "a peering to update", cancel);

        var aws = await context.AwsAsync(cancel);
        var ec2 = aws.Ec2(peering.AwsRegion);
        var network = await new AwsVpcFinder(context).FindAsync(
            new AwsVpcRef(null, peering.AwsVpcId), peering.AwsRegion, peering.AwsAccountId, cancel);
        var old = await LookAsync(peering, ec2, context, cancel);
        var runner = new StepRunner(context, peering.Planned);
        var difference = old.IsActive ? Difference(network.CidrBlocks, Known(peering, old)) : "";
        if (difference.Length == 0 && old.Stands)
        {
            Sink.Verbose($"{AwsPeerings.Name(peering)} has all ranges of {peering.AwsVpcId}; nothing to change.");
            Sink.Output(peering with
            {
                PeerCidrs = network.CidrBlocks, Changes = [], Planned = runner.Planning, Session = context.Session,
            });
            return;
        }

        if (difference.Length == 0)
            Sink.Verbose($"{AwsPeerings.Name(peering)} was not finished by an earlier run, or broke.");
        var account = Request.RequesterAccountId ?? old.Account;
        if (account is null && (Request.RequireKnownRequester || context.Session.RequireKnownRequester)
            && await new RequesterPin(context).FindAsync(peering, old.Shown?.Id, cancel) is { Account: null })
            throw Catalogue.RequesterUnknown.For(
                peering, old.Shown?.Id ?? "that is to come", old.Shown?.Requester.OwnerId ?? "(not shown)");
        if (difference.Length > 0 && !await IsAgreedAsync(peering, difference, runner, context, cancel)) return;

        if (old.MustGo || difference.Length > 0)
            await new PeeringLoop(peering, runner) { Removal = new(KeepRoutes: true, TellOfGroups: false) }.ReachAsync(
                PeeringGoal.Removed, cancel);
        var cleared = peering with
        {
            State = "", PeeringId = null, AwsPeeringId = null, PeerCidrs = network.CidrBlocks,
            RequesterAccountId = account, RequesterVpcId = null,
            Changes = runner.ChangesAfter(peering.Changes),
            Planned = runner.Planning,
            Plan = runner.PlanAfter(peering.Plan),
        };
        // In a plan the old peering still exists: the steps after its removal cannot be observed.
        Sink.Output(runner.Planning && (old.MustGo || difference.Length > 0)
            ? PlanAnew(cleared, old, context) : await MakeAnewAsync(cleared, account, old, context, cancel));
    }

    private async Task<bool> IsAgreedAsync(
        VpcPeering peering, string difference, StepRunner runner, ItemContext context, CancellationToken cancel)
    {
        Sink.Verbose($"Ranges of {peering.AwsVpcId} that the platform does not know: {difference}.");
        var question =
            $"The ranges of {peering.AwsVpcId} have changed ({difference}). The platform takes them up only when "
            + "the peering is made anew: the connection breaks for some minutes. Go on?";
        return runner.Planning || Request.Force
            || await context.Clock.OutsideAsync(() => Sink.AskAsync(question, "Recreate the peering", cancel));
    }

    private async Task<VpcPeering> MakeAnewAsync(
        VpcPeering peering, string? account, Old old, ItemContext context, CancellationToken cancel)
    {
        var added = await AddPeeringStage.RequestAsync(
            peering, new StepRunner(context, peering.Planned), noWait: false, cancel);
        var approval = new ApprovePeeringRequest
        {
            RequesterAccountId = account, RequireKnownRequester = Request.RequireKnownRequester,
            RouteTableId = old.RouteTableIds, Force = true,
            NoRoute = old.RouteTableIds.Length == 0, AllowDns = old.AllowsDns,
        };
        return await ApprovePeeringStage.ApproveAsync(
            added, approval, refresh, new StepRunner(context, added.Planned), cancel);
    }

    private static VpcPeering PlanAnew(VpcPeering peering, Old old, ItemContext context)
    {
        var runner = new StepRunner(context, plannedBefore: true);
        var target = AwsPeerings.Target(peering);
        runner.Note(context.Platform(peering.Platform).RequestStep.On(target));
        runner.Note(StepCatalogue.AcceptPeering.On(target));
        runner.Note(StepCatalogue.TagPeering.On(target));
        foreach (var table in old.RouteTableIds)
            runner.Note(StepCatalogue.ReplaceRoute.On(AwsRoutes.Target(table, peering)));
        if (old.AllowsDns) runner.Note(StepCatalogue.AllowDns.On(target));
        return peering with { Plan = [.. peering.Plan, .. runner.Steps], Session = context.Session };
    }

    /// <summary>The existing parts of the peering, and those that the new one takes over.</summary>
    /// <param name="Found">The platform's half.</param>
    /// <param name="Shown">The half in AWS.</param>
    /// <param name="Account">Where the requests come from.</param>
    /// <param name="RouteTableIds">The tables with a route over it, or over one that was before it.</param>
    /// <param name="RoutesLead">Whether all these routes lead to it.</param>
    /// <param name="AllowsDns">Whether names resolve over it.</param>
    private sealed record Old(
        PlatformPeering? Found, Ec2Peering? Shown, string? Account, string[] RouteTableIds, bool RoutesLead,
        bool AllowsDns)
    {
        public bool IsActive => Shown?.Status == Ec2PeeringStates.Active;

        public bool Stands => IsActive && RoutesLead
            && Found?.Phase is PeeringPhase.Active or PeeringPhase.AwaitingCustomer or PeeringPhase.Working;

        /// <summary>
        /// A half without its other half prevents a new peering. A pending request has no other half yet.
        /// </summary>
        public bool MustGo => Found is { Phase: not PeeringPhase.Working } && Ec2PeeringStates.IsDead(Shown?.Status);
    }

    private static async Task<Old> LookAsync(
        VpcPeering given, IEc2Api ec2, ItemContext context, CancellationToken cancel)
    {
        var found = await new PlatformReader(context).FindAsync(given, cancel);
        var peering = given.With(found);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(found?.AwsPeeringId, peering, ec2, cancel);
        var (id, shown) = (half.Id, half.Shown);
        // A route that ends at a connection which AWS no longer shows is the trace of an update that was cut short.
        var routes =
            from table in tables
            from route in table.Routes
            where half.Owns(route, peering) || half.IsOrphan(route, peering)
            select (Table: table.Id, Leads: Same(route.PeeringId, id) && !route.IsBlackhole, route.PeeringId);
        var kept = routes.ToArray();

        // The one before this one, if a run was cut short in between.
        var left = kept.FirstOrDefault(route => !Same(route.PeeringId, id)).PeeringId;
        var before = left is null ? null : await AwsHalf.FindAsync(left, ec2, cancel);
        // A request that was not accepted proves nothing, nor does a connection that is not ours.
        var account = half.IsOurs && shown?.Status is Ec2PeeringStates.Active or Ec2PeeringStates.Provisioning
            ? shown.Requester.OwnerId
            : new[] { shown, before }.FirstOrDefault(item => item is not null && AwsNames.IsApproved(item, peering))
                ?.Requester.OwnerId;
        return new(
            found, shown, account, [.. kept.Select(route => route.Table).Distinct()],
            kept.All(route => route.Leads), shown?.Accepter.AllowsDns == true || before?.Accepter.AllowsDns == true);
    }

    private static string Difference(string[] now, IReadOnlyList<string> known) => string.Join(", ",
        now.Except(known).Select(text => "+" + text).Concat(known.Except(now).Select(text => "-" + text)));

    /// <summary>The ranges that the peering was made with: our tag tells, else the object that was piped.</summary>
    private static IReadOnlyList<string> Known(VpcPeering peering, Old old) =>
        old.Shown?.Tags.GetValueOrDefault(AwsNames.RangesKey)?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            ?? (peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : old.Shown?.Accepter.Cidrs ?? []);
}

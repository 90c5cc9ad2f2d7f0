using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The tables that are to lead to the VPC, and what is missing in them.</summary>
internal sealed record RouteWork(IReadOnlyList<Ec2RouteTable> Tables, IReadOnlyList<RouteChange> Missing)
{
    /// <summary>The peering with its tables.</summary>
    public VpcPeering On(VpcPeering peering) =>
        peering with { RouteTableIds = [.. Tables.Select(table => table.Id)] };
}

/// <summary>The routes from the AWS VPC's tables to the Timescale VPC.</summary>
internal sealed class AwsRoutes(ApprovePeeringRequest request, Ec2Api ec2, ItemContext context)
{
    /// <summary>Plans the changes. All refusals happen here, before anything is changed.</summary>
    /// <param name="peering">The peering that the routes lead to.</param>
    /// <param name="id">Its connection; null for one that is only planned.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <param name="earlierSteps">What a plan does before: the routes that it deletes are not there any more.</param>
    public async Task<RouteWork> LookAsync(
        VpcPeering peering, string? id, CancellationToken cancel, IReadOnlyList<PeeringStep>? earlierSteps = null)
    {
        var shownTables = await ec2.DescribeRouteTablesAsync(InVpc(peering), cancel);
        Ec2RouteTable[] tables = [.. shownTables.Select(table => After(earlierSteps ?? [], table, peering))];
        var subnets = await ec2.DescribeSubnetsAsync(InVpc(peering), cancel);
        var chosenTables = RoutePlan.Select(peering.AwsVpcId!, tables, subnets, request.RouteTableId, request.SubnetId);

        // A planned request has no id yet; no route leads to it.
        var deadIds = await DeadOfOursAsync(peering, id, chosenTables, cancel);
        return new(
            chosenTables, RoutePlan.For(chosenTables, peering.VpcCidr, id ?? "(planned)", request.Force, deadIds));
    }

    private static Ec2RouteTable After(IReadOnlyList<PeeringStep> steps, Ec2RouteTable table, VpcPeering peering) =>
        table with
        {
            Routes =
            [
                .. table.Routes.Where(route =>
                {
                    var deletion = Step(StepCatalogue.DeleteRoute, table.Id, route.Destination, peering);
                    return !steps.Any(step => step.Action == deletion.Action && step.Target == deletion.Target);
                }),
            ],
        };

    /// <summary>Warns of tables that may be full, before the first change.</summary>
    public void WarnIfFull(RouteWork work, VpcPeering peering)
    {
        foreach (var table in work.Tables.Where(table => work.Missing.Any(change =>
            change.IsNew && change.RouteTableId == table.Id)))
        {
            var count = RoutePlan.Count(table, peering.VpcCidr);
            if (count >= RoutePlan.UsualQuota - RoutePlan.Margin)
                context.Warn(WarningCatalogue.RouteTableNearlyFull, table.Id, count, RoutePlan.UsualQuota);
        }
    }

    /// <param name="work">What is to be done.</param>
    /// <param name="peering">The peering that the routes lead to.</param>
    /// <param name="id">Its connection.</param>
    /// <param name="runner">Takes down what is done.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<VpcPeering> AddAsync(
        RouteWork work, VpcPeering peering, string id, StepRunner runner, CancellationToken cancel)
    {
        foreach (var change in work.Missing)
        {
            await runner.ChangeAsync(
                Step(change, peering), () => ChangeAsync(change, peering, id, cancel), cancel);
        }

        if (!runner.Planning) await UntilShownAsync(
            peering, id, [.. work.Missing.Select(change => change.RouteTableId)], cancel);
        return work.On(peering);
    }

    /// <summary>The step that a change is.</summary>
    public static PeeringStep Step(RouteChange change, VpcPeering peering)
    {
        var kind = change.IsNew ? StepCatalogue.CreateRoute : StepCatalogue.ReplaceRoute;
        return Step(kind, change.RouteTableId, peering.VpcCidr, peering, change.FormerTarget);
    }

    /// <summary>
    /// Connections that this module approved for this VPC and that were deleted since; in a plan, in which the new one
    /// has no id yet, also one that goes before it comes.
    /// </summary>
    private async Task<IReadOnlyCollection<string>> DeadOfOursAsync(
        VpcPeering peering, string? id, IEnumerable<Ec2RouteTable> tables, CancellationToken cancel)
    {
        var deadIds = new List<string>();
        var candidates = tables.SelectMany(table => table.Routes).Where(route => (route.IsBlackhole || id is null)
            && route.Destination == peering.VpcCidr && !Same(route.PeeringId, id))
            .Select(route => route.PeeringId).OfType<string>().Distinct();
        foreach (var other in candidates)
        {
            if (await AwsHalf.FindAsync(other, ec2, cancel) is { } connection
                && (id is null || Ec2PeeringStates.IsDead(connection.Status))
                && AwsNames.IsApproved(connection, peering))
                deadIds.Add(other);
        }

        return deadIds;
    }

    /// <summary>A new route is shown after a moment; a run that followed at once would make it again.</summary>
    private async Task UntilShownAsync(
        VpcPeering peering, string id, string[] tableIds, CancellationToken cancel)
    {
        if (tableIds.Length == 0) return;
        await new Patience(context, AwsHalf.LongestUnseen).UntilShownAsync(
            async () =>
            {
                var tables = await ec2.DescribeRouteTablesAsync(InVpc(peering), cancel);
                var isShown = tables.Where(table => tableIds.Contains(table.Id))
                    .All(table => Same(RoutePlan.Find(table, peering.VpcCidr)?.PeeringId, id));
                return isShown ? tables : null;
            },
            interval: null, peering.NetworkLabel, "AWS does not show the new routes yet", cancel);
    }

    /// <summary>A step on a route of this peering in a table: the same words in plan and run.</summary>
    public static PeeringStep Step(
        StepKind kind, string tableId, string range, VpcPeering peering, string? formerTarget = null) =>
        AwsPeerings.Step(
            kind, peering, $"{tableId}: {range} by {AwsPeerings.Target(peering)}", tableId, range, formerTarget);

    public static Ec2Query InVpc(VpcPeering peering) => Ec2Query.Where("vpc-id", peering.AwsVpcId!);

    /// <returns>False if the same route was created by another run or user.</returns>
    private async Task<bool> ChangeAsync(
        RouteChange change, VpcPeering peering, string id, CancellationToken cancel)
    {
        var (table, cidr) = (change.RouteTableId, peering.VpcCidr);
        for (var attempt = 1; ; attempt++)
        {
            Exception failure;
            try
            {
                await (change.IsNew
                    ? ec2.CreateRouteAsync(table, cidr, id, cancel) : ec2.ReplaceRouteAsync(table, cidr, id, cancel));
                return true;
            }
            catch (UnknownOutcomeException error)
            {
                failure = error.Reported;
            }
            catch (Ec2Exception error) when (error.Is(Ec2Codes.RouteAlreadyExists))
            {
                failure = Catalogue.RouteConflict.Because(
                    error.Refusal, peering, table, cidr, "a target that AWS does not show", "unknown");
            }
            catch (Ec2Exception error) when (error.Is(Ec2Codes.RouteLimitExceeded))
            {
                throw Catalogue.RouteTableFull.Because(
                    error.Refusal, peering, table, "as many as the account may have");
            }

            // Either another run was faster or the reply to ours was lost: the table shows which.
            var tables = await ec2.DescribeRouteTablesAsync(Ec2Query.ById(table), cancel);
            var route = tables.Count == 0 ? null : RoutePlan.Find(tables[0], cidr);
            if (Same(route?.PeeringId, id))
                return (failure as TimescaleVpcException)?.ErrorId != Catalogue.RouteConflict.Id;
            if (route is not null && change.IsNew)
                throw Catalogue.RouteConflict.For(peering, table, cidr, route.Target, route.State);
            if (!context.MayTryAgain(attempt)) throw failure;
            await context.Clock.DelayAsync(PollIntervals.Outcome, cancel);
        }
    }
}

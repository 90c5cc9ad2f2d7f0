using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>The routes from the AWS VPC's tables to the Timescale VPC.</summary>
internal sealed class AwsRoutes(ApprovePeeringRequest request, ItemContext context)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    /// <param name="peering">The peering that the routes lead to.</param>
    /// <param name="changes">Takes down what is done.</param>
    /// <param name="ec2">EC2 in the AWS VPC's region.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<VpcPeering> AddAsync(
        VpcPeering peering, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var tables = await ec2.DescribeRouteTablesAsync(InVpc(peering), cancel);
        var subnets = await ec2.DescribeSubnetsAsync(InVpc(peering), cancel);
        var chosen = RoutePlan.Select(peering.AwsVpcId!, tables, subnets, request.RouteTableId, request.SubnetId);

        // A planned request has no id yet; no route leads to it.
        var dead = await DeadOfOursAsync(peering, chosen, ec2, cancel);
        var missing = RoutePlan.For(chosen, peering.VpcCidr, peering.AwsPeeringId ?? "(planned)", request.Force, dead)
            .Where(change => change.Move != RouteMove.Done).ToArray();
        foreach (var change in missing)
        {
            var kind = change.Move == RouteMove.Create ? StepCatalogue.CreateRoute : StepCatalogue.ReplaceRoute;
            await changes.DoAsync(
                kind.On(Target(change.RouteTableId, peering)),
                () => ChangeAsync(change, peering, ec2, cancel), cancel);
        }

        if (!changes.Planning) await UntilShownAsync(peering, [.. missing.Select(change => change.RouteTableId)], ec2,
            cancel);
        return peering with { RouteTableIds = [.. chosen.Select(table => table.Id)] };
    }

    /// <summary>Connections that this module approved for this VPC once, and that somebody deleted.</summary>
    private static async Task<IReadOnlyCollection<string>> DeadOfOursAsync(
        VpcPeering peering, IEnumerable<Ec2RouteTable> tables, IEc2Api ec2, CancellationToken cancel)
    {
        var found = new List<string>();
        var candidates = tables.SelectMany(table => table.Routes).Where(route => route.IsBlackhole
            && route.Destination == peering.VpcCidr && route.PeeringId != peering.AwsPeeringId)
            .Select(route => route.PeeringId).OfType<string>().Distinct();
        foreach (var id in candidates)
        {
            if (await AwsApproval.FindAsync(id, ec2, cancel) is { } shown && Ec2PeeringStates.IsDead(shown.Status)
                && AwsNames.IsMarked(shown, peering))
                found.Add(id);
        }

        return found;
    }

    /// <summary>A new route is shown after a moment; a run that followed at once would make it again.</summary>
    private async Task UntilShownAsync(VpcPeering peering, string[] tableIds, IEc2Api ec2, CancellationToken cancel)
    {
        var ends = context.Pace.Now + LongestUnseen;
        while (tableIds.Length > 0 && context.Pace.Now < ends && !context.IsOver)
        {
            var tables = await ec2.DescribeRouteTablesAsync(InVpc(peering), cancel);
            var missing = tables.Where(table => tableIds.Contains(table.Id))
                .Any(table => RoutePlan.Find(table, peering.VpcCidr)?.PeeringId != peering.AwsPeeringId);
            if (!missing) return;
            await context.WaitAsync(
                LookAgain, AwsPeeringReader.Name(peering), "AWS does not show the new routes yet", cancel);
        }
    }

    /// <summary>Removes the routes to the VPC over this peering. What else leads there is not ours.</summary>
    public static async Task RemoveAsync(
        VpcPeering peering, string awsPeeringId, IReadOnlyList<Ec2RouteTable> tables, Changes changes, IEc2Api ec2,
        CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            foreach (var route in table.Routes.Where(route => IsOurs(route, awsPeeringId, peering)))
            {
                await changes.DoAsync(
                    StepCatalogue.DeleteRoute.On(
                        $"{table.Id}: {route.Destination} by {AwsPeeringReader.Target(peering)}"),
                    () => DeleteAsync(table.Id, route.Destination, changes, ec2, cancel), cancel);
            }
        }
    }

    /// <summary>A route can carry no mark: its target and its range tell.</summary>
    public static bool IsOurs(Ec2Route route, string awsPeeringId, VpcPeering peering) =>
        route.PeeringId == awsPeeringId && route.Destination == peering.VpcCidr;

    /// <summary>A route of this peering in a table: the same words in plan and run.</summary>
    public static string Target(string routeTableId, VpcPeering peering) =>
        $"{routeTableId}: {peering.VpcCidr} by {AwsPeeringReader.Target(peering)}";

    public static Ec2Query InVpc(VpcPeering peering) => Ec2Query.All.Where("vpc-id", peering.AwsVpcId!);

    private async Task ChangeAsync(RouteChange change, VpcPeering peering, IEc2Api ec2, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (table, cidr, id) = (change.RouteTableId, peering.VpcCidr, peering.AwsPeeringId!);
                await (change.Move == RouteMove.Create
                    ? ec2.CreateRouteAsync(table, cidr, id, cancel) : ec2.ReplaceRouteAsync(table, cidr, id, cancel));
                return;
            }
            catch (UnknownOutcomeException error) when (!context.MayTryAgain(attempt))
            {
                throw error.Reported;
            }
            catch (Exception error) when (error is UnknownOutcomeException
                || error is Ec2Exception refused && refused.Is(Ec2Codes.RouteAlreadyExists))
            {
                // Somebody was faster, or our own lost reply: the table tells.
                var tables = await ec2.DescribeRouteTablesAsync(Ec2Query.ById(change.RouteTableId), cancel);
                var route = tables.Count == 0 ? null : RoutePlan.Find(tables[0], peering.VpcCidr);
                if (route?.PeeringId == peering.AwsPeeringId) return;
                if (route is not null && error is Ec2Exception)
                    throw Catalogue.RouteConflict.For(peering, change.RouteTableId, peering.VpcCidr, route.Target,
                        route.State);
                await context.Pace.DelayAsync(LookAgain, cancel);
            }
            catch (Ec2Exception error) when (error.Is(Ec2Codes.RouteLimitExceeded))
            {
                throw Catalogue.RouteTableFull.For(peering, change.RouteTableId, "too many");
            }
        }
    }

    private static async Task DeleteAsync(
        string table, string destination, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ec2.DeleteRouteAsync(table, destination, cancel);
                return;
            }
            catch (Ec2Exception error) when (error.IsNotFound)
            {
                return;
            }
            catch (UnknownOutcomeException error)
            {
                // A deletion may be repeated: of a route that is gone, EC2 says so.
                if (!changes.Context.MayTryAgain(attempt)) throw error.Reported;
            }
        }
    }
}

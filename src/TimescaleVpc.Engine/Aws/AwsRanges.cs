using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Compares the ranges that a peering was made with to those that the AWS VPC has now. The platform copies them when it
/// peers and never again, so a difference lasts until the peering is made again.
/// </summary>
internal sealed class AwsRanges(VpcPeering givenPeering, UpdatePeeringRequest wish, ItemContext context)
{
    public async Task<RangeLook> CompareAsync(CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(givenPeering, cancel);
        var network = await new AwsVpcFinder(context).FindAsync(
            new AwsVpcRef(Text: givenPeering.AwsVpcId) { AwsAccountId = givenPeering.AwsAccountId },
            givenPeering.AwsRegion, cancel);
        var platformPeering = await new PlatformReader(context).FindAsync(givenPeering, cancel);
        var peering = givenPeering.With(platformPeering);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(platformPeering?.AwsPeeringId, peering, ec2, cancel);
        var routes = Routes(tables, half).ToArray();

        // The one before this one, if a run was cut short in between.
        var earlierId = routes.FirstOrDefault(route => !Same(route.PeeringId, half.Id)).PeeringId;
        var earlierPeering = earlierId is null ? null : await AwsHalf.FindAsync(earlierId, ec2, cancel);
        var isActive = half.Shown?.Status == Ec2PeeringStates.Active;
        var difference = isActive ? Difference(network.CidrBlocks, Known(half.Shown!)) : "";
        var stands = isActive && routes.All(route => route.Leads)
            && platformPeering?.Phase is PeeringPhase.Active or PeeringPhase.AwaitingCustomer or PeeringPhase.Working;
        var account = wish.RequesterAccountId ?? Account(half, earlierPeering);
        if (account is null && (difference.Length > 0 || !stands))
            await RequireKnownRequesterAsync(half.Shown, cancel);
        var approval = new ApprovePeeringRequest
        {
            RequesterAccountId = account, RequireKnownRequester = wish.RequireKnownRequester,
            RouteTableId = [.. routes.Select(route => route.Table).Distinct()], Force = true,
            NoRoute = routes.Length == 0,
            // What a user has put on the old connection belongs on the new one, too.
            Tag = AwsTags.OfUser((half.Shown ?? earlierPeering)?.Tags),
            AllowDns = half.Shown?.Accepter.AllowsDns == true || earlierPeering?.Accepter.AllowsDns == true,
        };
        return new(peering with { PeerCidrs = network.CidrBlocks }, platformPeering?.Phase ?? PeeringPhase.None)
        {
            Gap = difference.Length > 0 ? RangeGap.Lasting : RangeGap.None,
            Stands = stands,
            // A half without its other half prevents a new peering. A pending request has no other half yet.
            MustGo = platformPeering is { Phase: not PeeringPhase.Working }
                && Ec2PeeringStates.IsDead(half.Shown?.Status),
            Reason = $"The ranges of {peering.AwsVpcId} have changed ({difference}). Timescale knows the new ones "
                + "only after the peering is made again",
            NewPeering = givenPeering with
            {
                State = "", PeeringId = null, AwsPeeringId = null, PeerCidrs = network.CidrBlocks,
                RequesterAccountId = account, RequesterVpcId = null,
            },
            Approval = approval,
        };
    }

    /// <summary>
    /// The routes over it, or over one that was before it: a route that ends at a connection which AWS no longer shows
    /// is the trace of an update that was cut short.
    /// </summary>
    private static IEnumerable<(string Table, bool Leads, string? PeeringId)> Routes(
        IEnumerable<Ec2RouteTable> tables, AwsHalf half) =>
        from table in tables
        from route in table.Routes
        where half.Owns(route) || half.IsOrphan(route)
        select (table.Id, Same(route.PeeringId, half.Id) && !route.IsBlackhole, route.PeeringId);

    /// <summary>
    /// Where the requests come from. One that was not accepted proves nothing, nor does a connection that is not ours.
    /// </summary>
    private static string? Account(AwsHalf half, Ec2Peering? earlierPeering) =>
        half is { IsOurs: true, Shown.Status: Ec2PeeringStates.Active or Ec2PeeringStates.Provisioning }
            ? half.Shown.Requester.OwnerId
            : new[] { half.Shown, earlierPeering }.FirstOrDefault(item => item is not null
                && AwsNames.IsApproved(item, half.Peering))?.Requester.OwnerId;

    private async Task RequireKnownRequesterAsync(Ec2Peering? connection, CancellationToken cancel)
    {
        if ((wish.RequireKnownRequester || context.Session.RequireKnownRequester)
            && await new RequesterPin(context).FindAsync(givenPeering, connection?.Id, look: null, cancel)
                is { Account: null })
            throw Catalogue.RequesterUnknown.For(
                givenPeering, connection?.Id ?? "that is to come", connection?.Requester.OwnerId ?? "(not shown)");
    }

    /// <summary>The ranges that came and went, with their signs; empty if none did.</summary>
    public static string Difference(IReadOnlyList<string> now, IReadOnlyList<string> earlier) => string.Join(", ",
        now.Except(earlier).Select(text => "+" + text).Concat(earlier.Except(now).Select(text => "-" + text)));

    /// <summary>The ranges that the peering was made with: our tag tells, else the object that was piped.</summary>
    private IReadOnlyList<string> Known(Ec2Peering connection) => MadeWith(connection)
            ?? (givenPeering.PeerCidrs.Length > 0 ? givenPeering.PeerCidrs : connection.Accepter.Cidrs);

    /// <summary>The ranges of the network when the connection was approved; null if our tag does not tell.</summary>
    public static string[]? MadeWith(Ec2Peering connection) =>
        connection.Tags.GetValueOrDefault(AwsNames.RangesKey)?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Our half on AWS: accepts the request that the platform names for this peering now, and no other one, waits until it
/// is active, and adds the routes. All that can be refused is looked at before the first change.
/// </summary>
internal sealed class AwsApproval(ApprovePeeringRequest request, Ec2Api ec2, StepRunner runner)
{
    private readonly ItemContext context = runner.Context;
    private readonly AwsRoutes routes = new(request, ec2, runner.Context);
    private readonly UserTags tags = AwsTags.Of(request.Tag, AwsNames.RangesKey);

    /// <summary>Accepts, tags and routes what is missing, or plans it.</summary>
    /// <param name="givenPeering">The peering, as the platform shows it.</param>
    /// <param name="platformLook">What the platform says of it; it names no request only in a plan.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<VpcPeering> RunAsync(
        VpcPeering givenPeering, PlatformLook platformLook, CancellationToken cancel)
    {
        var peering = givenPeering with { AwsPeeringId = platformLook.Found?.AwsPeeringId };
        if (peering.AwsPeeringId is not { } id) return await PlanAsync(peering, earlierSteps: [], cancel);
        var turns = context.Locks.Turns(LockKey(peering));
        var (connection, connections) = await SeeAsync(peering, id, cancel);
        if (givenPeering.RequesterAccountId is { } seenAccount && !Same(seenAccount, connection.Requester.OwnerId))
        {
            throw Catalogue.RequesterAccountUnexpected.For(
                id, id, connection.Requester.OwnerId ?? "(not shown)", "the peering that was piped", seenAccount);
        }

        AwsTags.RequireRoom(tags, [.. connection.Tags.Keys, AwsNames.TagKey, AwsNames.RangesKey]);
        var requester = await KnownAsync(peering, connection, new(connections, platformLook.Listed), cancel);
        var plan = request.NoRoute ? null : await routes.LookAsync(peering, id, cancel);
        if (plan is not null && !runner.Planning) routes.WarnIfFull(plan, peering);
        return await Outlook(peering, connection, plan, cancel).NamingAllAsync(async () =>
        {
            var isFirst = requester.Account is null && !runner.Planning && !AwsNames.IsApproved(connection, peering);
            var activeConnection = isFirst
                ? await AcceptInTurnAsync(peering, connection, requester, turns, cancel)
                : await AcceptAsync(peering, connection, requester, cancel);
            peering = Approved(peering, activeConnection);
            if (plan is not null) peering = await routes.AddAsync(plan, peering, id, runner, cancel);
            if (request.AllowDns && activeConnection.Accepter.AllowsDns != true)
                await AllowDnsAsync(peering, id, cancel);
            return peering;
        });
    }

    /// <summary>
    /// A peering that the platform no longer names: where it was approved before and nothing is missing, it is shown.
    /// </summary>
    /// <returns>Null if there is none, or something is missing.</returns>
    public async Task<VpcPeering?> FindStandingAsync(VpcPeering givenPeering, CancellationToken cancel)
    {
        var half = await AwsHalf.FindAsync(namedId: null, givenPeering with { AwsPeeringId = null }, ec2, cancel);
        if (half.Shown is not { Status: Ec2PeeringStates.Active } connection) return null;

        var peering = Approved(givenPeering, connection);
        if (request.AllowDns && connection.Accepter.AllowsDns != true) return null;
        if (request.NoRoute) return peering;
        var plan = await routes.LookAsync(peering, connection.Id, cancel);
        return plan.Missing.Count == 0 ? plan.On(peering) : null;
    }

    /// <summary>The request is not there yet, but would be accepted, tagged and routed.</summary>
    /// <param name="peering">The peering, as it is to be.</param>
    /// <param name="earlierSteps">What is planned before it: a route that goes is made anew.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<VpcPeering> PlanAsync(
        VpcPeering peering, IReadOnlyList<PeeringStep> earlierSteps, CancellationToken cancel)
    {
        runner.Plan(AwsPeerings.Step(StepCatalogue.AcceptPeering, peering));
        runner.Plan(AwsPeerings.Step(StepCatalogue.TagPeering, peering));
        await AwsTags.AddAsync(tags, there: null, id: null, Connection(peering), runner, ec2, cancel);
        if (!request.NoRoute)
        {
            var plan = await routes.LookAsync(peering, id: null, cancel, earlierSteps);
            foreach (var change in plan.Missing) runner.Plan(AwsRoutes.Step(change, peering));
            peering = plan.On(peering);
        }

        if (request.AllowDns) runner.Plan(AwsPeerings.Step(StepCatalogue.AllowDns, peering));
        return peering;
    }

    /// <summary>
    /// The first request of a project sets the account for the others: they wait, and look again after it.
    /// </summary>
    private Task<Ec2Peering> AcceptInTurnAsync(
        VpcPeering peering, Ec2Peering connection, KnownRequester requester, int turns,
        CancellationToken cancel) =>
        context.Locks.OneAtATimeAsync(LockKey(peering), async () =>
        {
            if (context.Locks.Turns(LockKey(peering)) != turns)
            {
                (connection, var connections) = await SeeAsync(peering, connection.Id, cancel);
                requester = await KnownAsync(peering, connection, new(connections, Listed: null), cancel);
            }

            return await AcceptAsync(peering, connection, requester, cancel);
        }, cancel);

    private static string LockKey(VpcPeering peering) => $"requester {peering.Platform} {peering.Project}";

    /// <summary>What an approval changes, for the rights that it takes.</summary>
    private Ec2Outlook Outlook(
        VpcPeering peering, Ec2Peering connection, RouteWork? plan, CancellationToken cancel)
    {
        var (id, outlook) = (connection.Id, new Ec2Outlook(ec2, context));
        if (connection.Status == Ec2PeeringStates.PendingAcceptance)
        {
            outlook.Expect(
                StepCatalogue.AcceptPeering.Permission, api => api.AcceptVpcPeeringConnectionAsync(id, cancel));
        }

        var ownTags = new Dictionary<string, string> { [AwsNames.TagKey] = AwsNames.TagValue(peering) };
        if (!connection.Tags.ContainsKey(AwsNames.TagKey))
            outlook.Expect(StepCatalogue.TagPeering.Permission, api => api.CreateTagsAsync(id, ownTags, cancel));
        if (AwsTags.Missing(tags, connection.Tags) is { Count: > 0 } missingTags)
            outlook.Expect(StepCatalogue.AddTags.Permission, api => api.CreateTagsAsync(id, missingTags, cancel));
        foreach (var change in plan?.Missing ?? [])
        {
            var (table, range) = (change.RouteTableId, peering.VpcCidr);
            outlook.Expect(AwsRoutes.Step(change, peering).Permission, api => change.IsNew
                ? api.CreateRouteAsync(table, range, id, cancel) : api.ReplaceRouteAsync(table, range, id, cancel));
        }

        if (request.AllowDns && connection.Accepter.AllowsDns != true)
        {
            outlook.Expect(
                StepCatalogue.AllowDns.Permission,
                api => api.AllowDnsAsync(id, cancel));
        }

        return outlook;
    }

    /// <summary>
    /// -RequesterAccountId, else what earlier approvals name, else the account of the VPC that the platform names as
    /// its own; the request is refused if it does not fit.
    /// </summary>
    private async Task<KnownRequester> KnownAsync(
        VpcPeering peering, Ec2Peering connection, RequesterLook look, CancellationToken cancel)
    {
        // A connection with our mark was checked when it was approved.
        var isApproved = AwsNames.IsApproved(connection, peering);
        var requester = request.RequesterAccountId is { } accountId
            ? new(accountId, "-RequesterAccountId")
            : isApproved ? new() : await new RequesterPin(context).FindAsync(peering, connection.Id, look, cancel);
        var ownVpcId = isApproved ? null
            : await context.Platform(peering.Platform).OwnAwsVpcAsync(peering.VpcId, cancel);
        if (requester.Account is null && ownVpcId is not null && Same(ownVpcId, connection.Requester.VpcId))
            requester = new(connection.Requester.OwnerId, $"Timescale's own VPC {ownVpcId}");
        requester = requester with { OwnVpc = ownVpcId };
        if (RequesterCheck.Refusal(peering, connection, requester, context.Clock.Now) is { } refusal) throw refusal;
        var mustBeKnown = request.RequireKnownRequester || context.Session.RequireKnownRequester;
        if (requester.Account is null && !isApproved && mustBeKnown)
        {
            throw Catalogue.RequesterUnknown.For(
                connection.Id, connection.Id, connection.Requester.OwnerId ?? "(not shown)");
        }

        return requester;
    }

    private async Task<Ec2Peering> AcceptAsync(
        VpcPeering peering, Ec2Peering connection, KnownRequester requester, CancellationToken cancel)
    {
        var (id, account) = (connection.Id, connection.Requester.OwnerId);
        if (requester.Account is null && !runner.Planning && !AwsNames.IsApproved(connection, peering))
            context.Warn(WarningCatalogue.RequesterUnknown, id, account, AwsPeerings.Subject(peering));

        if (connection.Status == Ec2PeeringStates.PendingAcceptance)
        {
            await runner.ChangeAsync(
                AwsPeerings.Step(StepCatalogue.AcceptPeering, peering), () => AcceptAsync(id, cancel),
                cancel,
                $"requested by AWS account {account} ({id}), which {requester.Source ?? "nothing"} names",
                before: connection.Status);
        }

        var activeConnection = runner.Planning ? connection : await UntilActiveAsync(peering, id, cancel);
        runner.Observe(AwsPeerings.Step(StepCatalogue.AcceptPeering, peering), activeConnection.Status);
        // Only now AWS shows the ranges for certain; nothing is tagged or routed before they are checked.
        if (RequesterCheck.CidrRefusal(peering, activeConnection, mustShow: !runner.Planning) is { } cidr) throw cidr;
        await TagAsync(peering, activeConnection, cancel);
        await AwsTags.AddAsync(
            tags, activeConnection.Tags, activeConnection.Id, Connection(peering), runner, ec2, cancel);
        return activeConnection;
    }

    /// <returns>False if another run or user was faster.</returns>
    private async Task<bool> AcceptAsync(string id, CancellationToken cancel)
    {
        try
        {
            await ec2.AcceptVpcPeeringConnectionAsync(id, cancel);
            return true;
        }
        catch (Ec2Exception error) when (error.Is(Ec2Codes.InvalidStateTransition))
        {
            // Accepted in the meantime, or dead: the wait that follows tells.
            return false;
        }
        catch (UnknownOutcomeException)
        {
            // Likewise: the state tells whether it was accepted.
            return true;
        }
    }

    /// <summary>
    /// The request as AWS shows it to us, and all others of the region. One that was just made may not be shown yet.
    /// </summary>
    private async Task<(Ec2Peering Request, IReadOnlyList<Ec2Peering> All)> SeeAsync(
        VpcPeering peering, string id, CancellationToken cancel)
    {
        IReadOnlyList<Ec2Peering> all = [];
        var connection = await new Patience(context, AwsHalf.LongestUnseen).UntilShownAsync(
            async () =>
            {
                all = await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel);
                return all.FirstOrDefault(item => Same(item.Id, id));
            },
            PollIntervals.Work, peering.NetworkLabel, "AWS does not show the request yet", cancel);
        return connection is null
            ? throw Catalogue.AwsPeeringNotFound.For(
                peering, id, AwsPeerings.Name(peering), peering.AwsAccountId, ec2.Region)
            : (connection, all);
    }

    private async Task<Ec2Peering> UntilActiveAsync(VpcPeering peering, string id, CancellationToken cancel)
    {
        var subject = AwsPeerings.Subject(peering);
        var patience = new Patience(context, AwsHalf.LongestUnseen);
        for (var acceptCount = 1; ;)
        {
            var connection = await AwsHalf.FindAsync(id, ec2, cancel);
            if (connection?.Status == Ec2PeeringStates.Active) return connection;
            if (connection is not null && Ec2PeeringStates.IsDead(connection.Status))
            {
                throw connection.Status == Ec2PeeringStates.Expired
                    ? Catalogue.PeeringExpired.For(peering, id, subject)
                    : Catalogue.AwsPeeringFailed.For(
                    peering, id, connection.Status, connection.StatusMessage ?? "no message", subject);
            }

            if (context.DeadlinePassed)
            {
                throw PeeringErrors.Overdue(
                    context.In<ICustomerSide>(peering.Cloud), peering, context.Timeout, "AWS");
            }

            // The reply to the acceptance was lost, and so was the acceptance.
            if (connection?.Status == Ec2PeeringStates.PendingAcceptance
                && acceptCount++ < RetryHandler.Attempts)
                await AcceptAsync(id, cancel);
            await context.WaitAsync(
                patience.Interval, peering.NetworkLabel,
                $"{connection?.Status ?? "not shown"}; AWS is at work", cancel);
        }
    }

    /// <summary>
    /// Marks the peering on our side, with the ranges that the platform has just copied. Kept once it is set.
    /// </summary>
    private async Task TagAsync(VpcPeering peering, Ec2Peering connection, CancellationToken cancel)
    {
        if (connection.Tags.ContainsKey(AwsNames.TagKey)) return;

        var network = peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : [.. connection.Accepter.Cidrs];
        var tags = new Dictionary<string, string>
        {
            [AwsNames.TagKey] = AwsNames.TagValue(peering), [AwsNames.RangesKey] = AwsNames.Ranges(network),
        };
        await runner.EnsureAsync(
            AwsPeerings.Step(StepCatalogue.TagPeering, peering),
            () => ec2.CreateTagsAsync(connection.Id, tags, cancel), cancel);
    }

    private async Task AllowDnsAsync(VpcPeering peering, string id, CancellationToken cancel) =>
        await runner.ChangeAsync(
            AwsPeerings.Step(StepCatalogue.AllowDns, peering),
            async () =>
            {
                try
                {
                    await ec2.AllowDnsAsync(id, cancel);
                    return true;
                }
                catch (Ec2Exception error) when (error.Is(Ec2Codes.DnsHostnamesDisabled))
                {
                    // The peering works without it.
                    context.Warn(WarningCatalogue.DnsHostnamesOff, id, peering.AwsVpcId);
                    return false;
                }
            },
            cancel);

    private static string Connection(VpcPeering peering) => $"the peering connection of {AwsPeerings.Name(peering)}";

    private static VpcPeering Approved(VpcPeering peering, Ec2Peering connection) => peering with
    {
        AwsPeeringId = connection.Id, ConnectionState = connection.Status,
        RequesterAccountId = connection.Requester.OwnerId, RequesterVpcId = connection.Requester.VpcId,
    };
}

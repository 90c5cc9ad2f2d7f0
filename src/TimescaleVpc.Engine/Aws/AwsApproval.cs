using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Stages;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Our half on AWS: accepts the request that the platform names for this peering now, and no other one, waits until it
/// is active, and adds the routes. All that can be refused is looked at before the first change.
/// </summary>
internal sealed class AwsApproval(ApprovePeeringRequest request, ItemContext context, PlatformRefresh refresh)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>A request may stay invisible for some seconds, in another account and to the platform.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private readonly AwsPeeringReader reader = new(context);
    private readonly AwsRoutes routes = new(request, context);

    /// <summary>The platform's own VPC in AWS, once it was asked for; the value is null where it does not say.</summary>
    private (bool IsKnown, string? Id) ownVpc;

    public async Task<VpcPeering> RunAsync(VpcPeering piped, CancellationToken cancel)
    {
        var given = piped with { VpcCidr = AddressRange.Canonical(piped.VpcCidr) };
        var runner = new StepRunner(context, given.Planned);
        var aws = await context.AwsAsync(cancel);
        if (given.AwsAccountId != aws.AccountId)
            throw Catalogue.AwsAccountMismatch.For(given, given.AwsVpcId, given.AwsAccountId, aws.AccountId);

        var ec2 = aws.Ec2(given.AwsRegion);
        var found = await UntilNamedAsync(given, runner, ec2, cancel);
        var peering = AwsPeeringReader.With(given, found) with { AwsPeeringId = found?.AwsPeeringId };
        peering = peering switch
        {
            { AwsPeeringId: { } id } => await ApproveAsync(peering, id, given.RequesterAccountId, runner, ec2, cancel),
            _ when found?.Phase == PeeringPhase.Active => await StandsAsync(peering, ec2, cancel)
                ?? throw Catalogue.PeeringUnnamed.For(given, AwsPeeringReader.Name(given), found.State),
            _ => await PlanAsync(peering, runner, ec2, cancel),
        };

        context.EndProgress(AwsPeeringReader.Name(peering));
        refresh.Note(peering, runner);
        if (runner.Steps.Count == 0) context.Sink.Verbose(
            $"{peering.AwsPeeringId} is accepted and routed; nothing to approve.");
        return peering with
        {
            NextStep = peering.State == PeeringStates.Active ? null
                : "The platform's turn: Wait-VpcPeering until it is ACTIVE.",
            Changes = runner.Planning ? [] : [.. given.Changes, .. runner.Steps],
            Planned = runner.Planning,
            Plan = runner.Planning ? [.. given.Plan, .. runner.Steps] : [],
            Session = context.Session,
        };
    }

    /// <summary>
    /// The platform's state once it names the request. A plan does not wait. A connection that is ACTIVE without a name
    /// is waited for briefly, unless it was approved before and is active in AWS.
    /// </summary>
    private async Task<PlatformPeering?> UntilNamedAsync(
        VpcPeering given, StepRunner runner, IEc2Api ec2, CancellationToken cancel)
    {
        if (given.VpcId.Length == 0)
            return runner.Planning ? null
                : throw Catalogue.PeeringNotRequested.For(given, AwsPeeringReader.Name(given));

        var (subject, patience) = (AwsPeeringReader.Name(given), new Patience(context, LongestUnseen));
        while (true)
        {
            var found = await reader.FindAsync(given, cancel);
            var peering = AwsPeeringReader.With(given, found);
            switch (found?.Phase)
            {
                case null when runner.Planning:
                    return null;
                case null:
                    throw Catalogue.PeeringNotRequested.For(given, subject);
                case PeeringPhase.Failed or PeeringPhase.Gone or PeeringPhase.Deleting:
                    throw AwsPeeringReader.Failure(peering);
                case PeeringPhase.Active or PeeringPhase.AwaitingCustomer when found.AwsPeeringId is not null:
                    return found;
                case PeeringPhase.Active when patience.DeadlinePassed
                    || await StandsAsync(peering, ec2, cancel) is not null:
                    return found;
            }

            if (runner.Planning) return found;
            if (context.DeadlinePassed) throw AwsPeeringReader.Overdue(peering, context.Timeout, "the platform");
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform does not name the request yet",
                cancel);
        }
    }

    /// <summary>
    /// A peering that the platform no longer names: where it was approved before and nothing is missing, it is shown.
    /// </summary>
    /// <returns>Null if there is none, or something is missing.</returns>
    private async Task<VpcPeering?> StandsAsync(VpcPeering given, IEc2Api ec2, CancellationToken cancel)
    {
        var half = await AwsHalf.FindAsync(null, given with { AwsPeeringId = null }, ec2, cancel);
        if (half.Shown is not { Status: Ec2PeeringStates.Active } shown) return null;

        var peering = Approved(given, shown);
        if (request.AllowDns && shown.Accepter.AllowsDns != true) return null;
        if (request.NoRoute) return peering;
        var plan = await routes.LookAsync(peering, shown.Id, ec2, cancel);
        return plan.Missing.Count == 0 ? plan.On(peering) : null;
    }

    /// <summary>The request is not there yet, but would be accepted, tagged and routed.</summary>
    private async Task<VpcPeering> PlanAsync(
        VpcPeering peering, StepRunner runner, IEc2Api ec2, CancellationToken cancel)
    {
        var target = AwsPeeringReader.Target(peering);
        runner.Plan(StepCatalogue.AcceptPeering.On(target));
        runner.Plan(StepCatalogue.TagPeering.On(target));
        if (!request.NoRoute)
        {
            var plan = await routes.LookAsync(peering, null, ec2, cancel);
            foreach (var change in plan.Missing) runner.Plan(AwsRoutes.Step(change, peering));
            peering = plan.On(peering);
        }

        if (request.AllowDns) runner.Plan(StepCatalogue.AllowDns.On(target));
        return peering;
    }

    private async Task<VpcPeering> ApproveAsync(
        VpcPeering peering, string id, string? seenAccount, StepRunner runner, IEc2Api ec2, CancellationToken cancel)
    {
        var shown = await SeeAsync(peering, id, ec2, cancel);
        if (seenAccount is not null && !Same(seenAccount, shown.Requester.OwnerId))
        {
            throw Catalogue.RequesterAccountUnexpected.For(
                id, id, shown.Requester.OwnerId ?? "(not shown)", "the peering that was piped", seenAccount);
        }

        var known = await KnownAsync(peering, shown, cancel);
        var plan = request.NoRoute ? null : await routes.LookAsync(peering, id, ec2, cancel);
        if (plan is not null && !runner.Planning) routes.WarnIfFull(plan, peering);
        var isFirst = known.Account is null && !runner.Planning && !AwsNames.IsApproved(shown, peering);
        // The first request of a project sets the account for the others: they wait for it.
        var active = isFirst
            ? await context.State.Locks.OneAtATimeAsync(
                $"requester {peering.Platform} {peering.Project}",
                async () => await AcceptAsync(
                    peering, shown, await KnownAsync(peering, shown, cancel), runner, ec2, cancel),
                cancel)
            : await AcceptAsync(peering, shown, known, runner, ec2, cancel);

        peering = Approved(peering, active);
        if (plan is not null) peering = await routes.AddAsync(plan, peering, id, runner, ec2, cancel);
        if (request.AllowDns && active.Accepter.AllowsDns != true)
            await AllowDnsAsync(peering, id, runner, ec2, cancel);
        return peering;
    }

    /// <summary>
    /// -RequesterAccountId, else what earlier approvals name, else the account of the VPC that the platform names as its
    /// own; the request is refused if it does not fit.
    /// </summary>
    private async Task<(string? Account, string? Source)> KnownAsync(
        VpcPeering peering, Ec2Peering shown, CancellationToken cancel)
    {
        // A connection with our mark was checked when it was approved.
        var isApproved = AwsNames.IsApproved(shown, peering);
        (string? Account, string? Source) known =
            request.RequesterAccountId is { } given ? (given, "-RequesterAccountId")
            : isApproved ? (null, null) : await new RequesterPin(context).FindAsync(peering, shown.Id, cancel);
        if (!isApproved && !ownVpc.IsKnown)
            ownVpc = (true, await reader.Platform(peering).OwnVpcAsync(peering.VpcId, cancel));
        if (known.Account is null && ownVpc.Id is { } own && Same(own, shown.Requester.VpcId))
            known = (shown.Requester.OwnerId, $"the platform's own VPC {own}");
        var expected = ExpectedRequest.Of(shown.Id, peering, known.Account, known.Source) with
        {
            RequesterVpc = ownVpc.Id,
        };
        if (RequesterCheck.Refusal(expected, shown, context.Clock.Now) is { } refusal) throw refusal;
        var mustBeKnown = request.RequireKnownRequester || context.Session.RequireKnownRequester;
        if (known.Account is null && !isApproved && mustBeKnown)
            throw Catalogue.RequesterUnknown.For(shown.Id, shown.Id, shown.Requester.OwnerId ?? "(not shown)");
        return known;
    }

    private async Task<Ec2Peering> AcceptAsync(
        VpcPeering peering, Ec2Peering shown, (string? Account, string? Source) known, StepRunner runner, IEc2Api ec2,
        CancellationToken cancel)
    {
        var (id, account) = (shown.Id, shown.Requester.OwnerId);
        if (known.Account is null && !runner.Planning && !AwsNames.IsApproved(shown, peering))
            context.Warn(WarningCatalogue.RequesterUnknown, id, account);

        if (shown.Status == Ec2PeeringStates.PendingAcceptance)
        {
            await runner.ChangeAsync(
                StepCatalogue.AcceptPeering.On(AwsPeeringReader.Target(peering)), () => AcceptAsync(id, ec2, cancel),
                cancel,
                $"requested by AWS account {account} ({id}), which {known.Source ?? "nothing"} names");
        }

        var active = runner.Planning ? shown : await UntilActiveAsync(peering, id, ec2, cancel);
        // Only now AWS shows the ranges for certain; nothing is tagged or routed before they are checked.
        var expected = ExpectedRequest.Of(id, peering, known.Account, known.Source);
        if (RequesterCheck.CidrRefusal(expected, active, mustShow: !runner.Planning) is { } cidr) throw cidr;
        await TagAsync(peering, active, runner, ec2, cancel);
        return active;
    }

    /// <returns>False if another run or user was faster.</returns>
    private static async Task<bool> AcceptAsync(string id, IEc2Api ec2, CancellationToken cancel)
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
        catch (Transport.UnknownOutcomeException)
        {
            // Likewise: the state tells whether it was accepted.
            return true;
        }
    }

    /// <summary>The request as AWS shows it to us. One that was just made may not be shown yet.</summary>
    private async Task<Ec2Peering> SeeAsync(VpcPeering peering, string id, IEc2Api ec2, CancellationToken cancel)
    {
        var patience = new Patience(context, LongestUnseen);
        while (true)
        {
            if (await FindAsync(id, ec2, cancel) is { } shown) return shown;
            if (patience.DeadlinePassed)
                throw Catalogue.AwsPeeringNotFound.For(peering, id, AwsPeeringReader.Name(peering),
                    peering.AwsAccountId, ec2.Region);
            await context.WaitAsync(PollInterval, AwsPeeringReader.Name(peering), "AWS does not show the request yet",
                cancel);
        }
    }

    internal static async Task<Ec2Peering?> FindAsync(string id, IEc2Api ec2, CancellationToken cancel)
    {
        try
        {
            var found = await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.ById(id), cancel);
            return found.FirstOrDefault(item => Same(item.Id, id));
        }
        catch (Ec2Exception error) when (error.IsNotFound)
        {
            return null;
        }
    }

    private async Task<Ec2Peering> UntilActiveAsync(VpcPeering peering, string id, IEc2Api ec2,
        CancellationToken cancel)
    {
        var subject = AwsPeeringReader.Name(peering);
        for (var accepted = 1; ;)
        {
            var shown = await FindAsync(id, ec2, cancel);
            if (shown?.Status == Ec2PeeringStates.Active) return shown;
            if (shown is not null && Ec2PeeringStates.IsDead(shown.Status))
            {
                throw shown.Status == Ec2PeeringStates.Expired
                    ? Catalogue.PeeringExpired.For(peering, id, subject)
                    : Catalogue.PeeringFailed.For(peering, id, shown.Status, shown.StatusMessage ?? "no message");
            }

            if (context.DeadlinePassed) throw AwsPeeringReader.Overdue(peering, context.Timeout, "AWS");
            // The reply to the acceptance was lost, and so was the acceptance.
            if (shown?.Status == Ec2PeeringStates.PendingAcceptance && accepted++ < Transport.RetryHandler.Attempts)
                await AcceptAsync(id, ec2, cancel);
            await context.WaitAsync(PollInterval, subject, $"{shown?.Status ?? "not shown"}; AWS is at work", cancel);
        }
    }

    /// <summary>
    /// Marks the peering on our side, with the ranges that the platform has just copied. Kept once it is set.
    /// </summary>
    private static async Task TagAsync(
        VpcPeering peering, Ec2Peering shown, StepRunner runner, IEc2Api ec2, CancellationToken cancel)
    {
        if (shown.Tags.ContainsKey(AwsNames.TagKey)) return;

        var network = peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : [.. shown.Accepter.Cidrs];
        var tags = new Dictionary<string, string>
        {
            [AwsNames.TagKey] = AwsNames.TagValue(peering), [AwsNames.RangesKey] = AwsNames.Ranges(network),
        };
        await runner.DoAsync(
            StepCatalogue.TagPeering.On(AwsPeeringReader.Target(peering)),
            () => GrantEgressStage.TolerantAsync(
                runner.Context, () => ec2.CreateTagsAsync([shown.Id], tags, cancel)),
            cancel);
    }

    private async Task AllowDnsAsync(
        VpcPeering peering, string id, StepRunner runner, IEc2Api ec2, CancellationToken cancel) =>
        await runner.ChangeAsync(
            StepCatalogue.AllowDns.On(AwsPeeringReader.Target(peering)),
            async () =>
            {
                try
                {
                    await ec2.ModifyVpcPeeringConnectionOptionsAsync(id, true, cancel);
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

    private static VpcPeering Approved(VpcPeering peering, Ec2Peering shown) => peering with
    {
        AwsPeeringId = shown.Id, RequesterAccountId = shown.Requester.OwnerId, RequesterVpcId = shown.Requester.VpcId,
    };
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Our half on AWS: accepts the request that the platform names for this peering now, and no other one, waits until it
/// is active, and adds the routes. All that can be refused is looked at before the first change.
/// </summary>
internal sealed class AwsApproval(ApprovePeeringRequest request, ItemContext context)
{
    /// <summary>A request may stay invisible for some seconds, in another account and to the platform.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private readonly AwsRoutes routes = new(request, context);

    /// <summary>
    /// The platform's own VPC in AWS, once it was asked for; the value is null where it does not say.
    /// </summary>
    private (bool IsKnown, string? Id) ownVpc;

    /// <summary>Accepts, tags and routes what is missing, or plans it.</summary>
    /// <param name="given">The peering, as the platform shows it.</param>
    /// <param name="id">The request that the platform names; null only in a plan.</param>
    /// <param name="runner">Does the steps.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<VpcPeering> RunAsync(
        VpcPeering given, string? id, StepRunner runner, CancellationToken cancel)
    {
        var ec2 = await Ec2Async(given, cancel);
        var peering = given with { AwsPeeringId = id };
        return id is null ? await PlanAsync(peering, runner, ec2, cancel)
            : await ApproveAsync(peering, id, given.RequesterAccountId, runner, ec2, cancel);
    }

    private async Task<IEc2Api> Ec2Async(VpcPeering peering, CancellationToken cancel) =>
        (await context.AwsAsync(cancel)).Ec2(peering.AwsRegion);

    /// <summary>
    /// A peering that the platform no longer names: where it was approved before and nothing is missing, it is shown.
    /// </summary>
    /// <returns>Null if there is none, or something is missing.</returns>
    public async Task<VpcPeering?> FindStandingAsync(VpcPeering given, CancellationToken cancel)
    {
        var ec2 = await Ec2Async(given, cancel);
        var half = await AwsHalf.FindAsync(named: null, given with { AwsPeeringId = null }, ec2, cancel);
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
        var target = AwsPeerings.Target(peering);
        runner.Plan(StepCatalogue.AcceptPeering.On(target));
        runner.Plan(StepCatalogue.TagPeering.On(target));
        if (!request.NoRoute)
        {
            var plan = await routes.LookAsync(peering, id: null, ec2, cancel);
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
            ? await context.Locks.OneAtATimeAsync(
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
    /// -RequesterAccountId, else what earlier approvals name, else the account of the VPC that the platform names as
    /// its own; the request is refused if it does not fit.
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
            ownVpc = (true, await context.Platform(peering.Platform).OwnAwsVpcAsync(peering.VpcId, cancel));
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
                StepCatalogue.AcceptPeering.On(AwsPeerings.Target(peering)), () => AcceptAsync(id, ec2, cancel),
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
        catch (UnknownOutcomeException)
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
            if (await AwsHalf.FindAsync(id, ec2, cancel) is { } shown) return shown;
            if (patience.DeadlinePassed)
                throw Catalogue.AwsPeeringNotFound.For(peering, id, AwsPeerings.Name(peering),
                    peering.AwsAccountId, ec2.Region);
            await context.WaitAsync(PollIntervals.Work, AwsPeerings.Name(peering), "AWS does not show the request yet",
                cancel);
        }
    }

    private async Task<Ec2Peering> UntilActiveAsync(VpcPeering peering, string id, IEc2Api ec2,
        CancellationToken cancel)
    {
        var subject = AwsPeerings.Name(peering);
        for (var accepted = 1; ;)
        {
            var shown = await AwsHalf.FindAsync(id, ec2, cancel);
            if (shown?.Status == Ec2PeeringStates.Active) return shown;
            if (shown is not null && Ec2PeeringStates.IsDead(shown.Status))
            {
                throw shown.Status == Ec2PeeringStates.Expired
                    ? Catalogue.PeeringExpired.For(peering, id, subject)
                    : Catalogue.AwsPeeringFailed.For(peering, id, shown.Status, shown.StatusMessage ?? "no message");
            }

            if (context.DeadlinePassed) throw PeeringErrors.Overdue(subject, peering, context.Timeout, "AWS");
            // The reply to the acceptance was lost, and so was the acceptance.
            if (shown?.Status == Ec2PeeringStates.PendingAcceptance && accepted++ < Transport.RetryHandler.Attempts)
                await AcceptAsync(id, ec2, cancel);
            await context.WaitAsync(
                PollIntervals.Work, subject, $"{shown?.Status ?? "not shown"}; AWS is at work", cancel);
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
            StepCatalogue.TagPeering.On(AwsPeerings.Target(peering)),
            () => Ec2Calls.TolerantAsync(
                runner.Context, () => ec2.CreateTagsAsync([shown.Id], tags, cancel)),
            cancel);
    }

    private async Task AllowDnsAsync(
        VpcPeering peering, string id, StepRunner runner, IEc2Api ec2, CancellationToken cancel) =>
        await runner.ChangeAsync(
            StepCatalogue.AllowDns.On(AwsPeerings.Target(peering)),
            async () =>
            {
                try
                {
                    await ec2.ModifyVpcPeeringConnectionOptionsAsync(id, allowDns: true, cancel);
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

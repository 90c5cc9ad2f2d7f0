using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Engine.Platforms.ManagedService;
using TimescaleVpc.Engine.Stages.Vpcs;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>
/// Our half on AWS: accepts the request that the platform reports for this peering, and no other one, waits until it is
/// active, and adds the routes.
/// </summary>
internal sealed class AwsApproval(ApprovePeeringRequest request, ItemContext context)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>A request of another account may stay invisible for some seconds.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    private readonly AwsPeeringReader reader = new(context);

    public async Task<VpcPeering> RunAsync(VpcPeering given, CancellationToken cancel)
    {
        var changes = new Changes(context, given.Planned);
        var aws = await context.AwsAsync(cancel);
        if (given.AwsAccountId != aws.AccountId)
            throw Catalogue.AwsAccountMismatch.For(given, given.AwsVpcId, given.AwsAccountId, aws.AccountId);

        var ec2 = aws.Ec2(given.AwsRegion);
        var peering = await UntilOurTurnAsync(given, changes, ec2, cancel);
        peering = peering.AwsPeeringId is { } id
            ? await AcceptAsync(peering, id, changes, ec2, cancel) : await PlanAcceptAsync(peering, changes, cancel);
        if (!request.NoRoute) peering = await new AwsRoutes(request, context).AddAsync(peering, changes, ec2, cancel);
        if (request.AllowDns) await AllowDnsAsync(peering, changes, ec2, cancel);

        context.WaitIsOver(AwsPeeringReader.Name(peering));
        if (changes.Steps.Count == 0) context.Sink.Verbose(
            $"{peering.AwsPeeringId} is accepted and routed; nothing to approve.");
        return peering with
        {
            NextStep = peering.State == PeeringStates.Active ? null
                : "The platform's turn: Wait-VpcPeering until it is ACTIVE.",
            Changes = changes.Planning ? [] : [.. given.Changes, .. changes.Steps],
            Planned = changes.Planning,
            Plan = changes.Planning ? [.. given.Plan, .. changes.Steps] : [],
            Session = context.Session,
        };
    }

    private async Task<VpcPeering> UntilOurTurnAsync(VpcPeering peering, Changes changes, IEc2Api ec2,
        CancellationToken cancel)
    {
        if (peering.VpcId.Length == 0) return peering;

        var subject = AwsPeeringReader.Name(peering);
        while (true)
        {
            var found = await reader.FindAsync(peering, cancel);
            peering = AwsPeeringReader.With(peering, found);
            switch (found?.Phase)
            {
                case null when changes.Planning:
                    return peering;
                case null:
                    throw Catalogue.PeeringNotRequested.For(peering, subject);
                case PeeringPhase.Failed or PeeringPhase.Ended or PeeringPhase.Leaving:
                    throw AwsPeeringReader.Failure(peering);
                case PeeringPhase.Active when peering.AwsPeeringId is null:
                    return peering with { AwsPeeringId = await AwsPeeringReader.IdInAwsAsync(peering, [], ec2, cancel) };
                case PeeringPhase.Active or PeeringPhase.OurTurn when peering.AwsPeeringId is not null:
                    return peering;
            }

            if (changes.Planning) return peering;
            if (context.IsOver) throw AwsPeeringReader.Overdue(peering, context.Timeout, "the platform");
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is making the request",
                cancel);
        }
    }

    /// <summary>The request is not there yet, but would be accepted.</summary>
    private static async Task<VpcPeering> PlanAcceptAsync(VpcPeering peering, Changes changes, CancellationToken cancel)
    {
        var target = AwsPeeringReader.Target(peering);
        await changes.DoAsync(StepCatalogue.AcceptPeering.On(target), () => Task.CompletedTask, cancel);
        changes.Note(StepCatalogue.TagPeering.On(target));
        return peering;
    }

    private async Task<VpcPeering> AcceptAsync(
        VpcPeering peering, string id, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var shown = await SeeAsync(peering, id, ec2, cancel);
        var expected = await ExpectedAccountAsync(peering, shown, cancel);
        // The first request of a project sets the account for the others: they wait for it.
        return expected.Account is not null || changes.Planning || AwsNames.IsMarked(shown, peering)
            ? await AcceptAsync(peering, shown, expected, changes, ec2, cancel)
            : await context.State.Gate.OneAtATimeAsync(
                $"requester {peering.Platform} {peering.Project}",
                async () => await AcceptAsync(
                    peering, shown, await ExpectedAccountAsync(peering, shown, cancel), changes, ec2, cancel),
                cancel);
    }

    private async Task<VpcPeering> AcceptAsync(
        VpcPeering peering, Ec2Peering shown, (string? Account, string? Source) known, Changes changes, IEc2Api ec2,
        CancellationToken cancel)
    {
        var (id, (account, source)) = (shown.Id, known);
        var expected = new ExpectedRequest(
            id, peering.AwsAccountId!, peering.AwsRegion!, peering.AwsVpcId!, peering.VpcRegion, peering.VpcCidr,
            account, source);
        if (RequesterCheck.Refusal(expected, shown, context.Pace.Now) is { } refusal) throw refusal;

        if (account is null && !changes.Planning && !AwsNames.IsMarked(shown, peering))
        {
            context.Sink.Warning(
                $"The request {id} comes from AWS account {shown.Requester.OwnerId}. Nothing earlier tells whether that is "
                + "the platform's; compare it with the platform's documents. Later requests must come from the same one.");
        }

        if (shown.Status == Ec2PeeringStates.PendingAcceptance)
        {
            await changes.DoAsync(
                StepCatalogue.AcceptPeering.On(AwsPeeringReader.Target(peering)), () => AcceptAsync(id, ec2, cancel),
                cancel);
        }

        var active = changes.Planning ? shown : await UntilActiveAsync(peering, id, ec2, cancel);
        // Only now AWS shows the ranges for certain; nothing is routed before they are checked.
        if (RequesterCheck.CidrRefusal(expected, active, mustShow: !changes.Planning) is { } cidr) throw cidr;
        await TagAsync(peering, changes, ec2, cancel);
        return peering with { RequesterAccountId = active.Requester.OwnerId, RequesterVpcId = active.Requester.VpcId };
    }

    private static async Task AcceptAsync(string id, IEc2Api ec2, CancellationToken cancel)
    {
        try
        {
            await ec2.AcceptVpcPeeringConnectionAsync(id, cancel);
        }
        catch (Ec2Exception error) when (error.Is(Ec2Codes.InvalidStateTransition))
        {
            // Accepted by somebody else in the meantime, or dead: the wait that follows tells.
        }
        catch (UnknownOutcomeException)
        {
            // Likewise: the state tells whether it was accepted.
        }
    }

    /// <summary>The request as AWS shows it to us. One that was just made may not be shown yet.</summary>
    private async Task<Ec2Peering> SeeAsync(VpcPeering peering, string id, IEc2Api ec2, CancellationToken cancel)
    {
        var ends = context.Pace.Now + LongestUnseen;
        while (true)
        {
            if (await FindAsync(id, ec2, cancel) is { } shown) return shown;
            if (context.Pace.Now >= ends || context.IsOver)
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
            return found.FirstOrDefault(item => string.Equals(item.Id, id, StringComparison.OrdinalIgnoreCase));
        }
        catch (Ec2Exception error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>-RequesterAccountId, else the account behind the project's other peerings that work.</summary>
    private async Task<(string? Account, string? Source)> ExpectedAccountAsync(
        VpcPeering peering, Ec2Peering shown, CancellationToken cancel)
    {
        if (request.RequesterAccountId is { } given) return (given, "-RequesterAccountId");
        if (peering.RequesterAccountId is { } known) return (known, "an earlier run");
        // What carries our mark was looked at when it was approved.
        if (AwsNames.IsMarked(shown, peering)) return (null, null);

        var others = new List<VpcPeering>();
        foreach (var vpc in await VpcFinder.ListAsync(context, cancel))
        {
            if (vpc.Platform == peering.Platform && !CloudNames.IsAzure(vpc.CloudName))
                others.AddRange(await reader.OfAsync(vpc, cancel));
        }

        var aws = await context.AwsAsync(cancel);
        foreach (var region in others.Select(other => other.AwsRegion).Append(peering.AwsRegion).Distinct())
        {
            // Those that this module approved carry its mark; nobody else's word is needed for them.
            var active = await aws.Ec2(region).DescribeVpcPeeringConnectionsAsync(
                Ec2Query.All.Where("status-code", Ec2PeeringStates.Active), cancel);
            var marked = active.FirstOrDefault(item => item.Id != shown.Id && AwsNames.IsOfProject(item, peering));
            if (marked?.Requester.OwnerId is { } approved) return (approved,
                $"the peering {marked.Id} that was approved before");

            foreach (var other in others.Where(other => other.State == PeeringStates.Active
                && other.AwsPeeringId != shown.Id))
            {
                var same = active.FirstOrDefault(item => item.Id == other.AwsPeeringId);
                if (same?.Requester.OwnerId is { } owner) return (owner,
                    $"the peering {same.Id} of VPC {other.VpcName ?? other.VpcId}");
            }
        }

        return (null, null);
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

            if (context.IsOver) throw AwsPeeringReader.Overdue(peering, context.Timeout, "AWS");
            // The reply to the acceptance was lost, and so was the acceptance.
            if (shown?.Status == Ec2PeeringStates.PendingAcceptance && accepted++ < RetryHandler.Attempts)
                await AcceptAsync(id, ec2, cancel);
            await context.WaitAsync(PollInterval, subject, $"{shown?.Status ?? "not shown"}; AWS is at work", cancel);
        }
    }

    /// <summary>
    /// Marks the peering on our side, with the ranges that the platform has just copied. Kept once it is set.
    /// </summary>
    private static async Task TagAsync(VpcPeering peering, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var id = peering.AwsPeeringId;
        var shown = id is null ? null : await FindAsync(id, ec2, cancel);
        if (shown?.Tags.ContainsKey(AwsNames.TagKey) == true) return;

        var network = peering.PeerCidrs.Length > 0 ? peering.PeerCidrs : [.. shown?.Accepter.Cidrs ?? []];
        var tags = new Dictionary<string, string>
        {
            [AwsNames.TagKey] = AwsNames.TagValue(peering), [AwsNames.RangesKey] = AwsNames.Ranges(network),
        };
        await changes.DoAsync(
            StepCatalogue.TagPeering.On(AwsPeeringReader.Target(peering)),
            () => GrantEgressStage.TolerantAsync(
                changes.Context, () => ec2.CreateTagsAsync([id!], tags, cancel)),
            cancel);
    }

    private async Task AllowDnsAsync(VpcPeering peering, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var id = peering.AwsPeeringId;
        var shown = id is null ? null : await FindAsync(id, ec2, cancel);
        if (shown?.Accepter.AllowsDns == true) return;
        await changes.DoAsync(
            StepCatalogue.AllowDns.On(AwsPeeringReader.Target(peering)),
            async () =>
            {
                try
                {
                    await ec2.ModifyVpcPeeringConnectionOptionsAsync(id!, true, cancel);
                }
                catch (Ec2Exception error) when (error.Is(Ec2Codes.DnsHostnamesDisabled))
                {
                    // The peering works without it.
                    context.Sink.Warning(
                        $"Names do not resolve over {id}: switch DNS hostnames on in {peering.AwsVpcId}, then run this again.");
                }
            },
            cancel);
    }
}

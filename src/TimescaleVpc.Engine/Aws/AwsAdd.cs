using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Asks a platform for a peering with an AWS VPC, and waits until the request is there in AWS.</summary>
internal sealed class AwsAdd(AddPeeringRequest request, ItemContext context)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly AwsPeeringReader reader = new(context);
    private readonly TigerVpcReadiness readiness = new(context);

    /// <summary>Whether the VPC was found in the older form of the API, in which it does not say how it is.</summary>
    private bool isSilent;

    /// <summary>The platform's id of the peering that this run has asked for.</summary>
    private string? made;

    /// <summary>The number of the VPC's peerings before this one was requested.</summary>
    private int count;

    public async Task<VpcPeering> RunAsync(AwsPeerPair pair, CancellationToken cancel)
    {
        var given = await VpcFinder.FindAsync(pair.Vpc, context, cancel);
        var vpc = pair.Vpc.Vpc is { Planned: true } planned ? planned : given;
        if (CloudNames.Cloud(vpc.CloudName) is { } cloud && cloud != "aws")
            throw Catalogue.VpcNotOnAws.For(vpc.VpcId, vpc.VpcId, vpc.CloudName);

        var network = await new AwsVpcFinder(context).FindAsync(pair.AwsVpc, request.AwsRegion, request.AwsAccountId,
            cancel);
        RequireNoOverlap(vpc, network);
        await readiness.UntilCreatedAsync(vpc, cancel);
        isSilent = vpc.State.Length == 0;
        var peering = reader.New(vpc, network.AwsAccountId, network.AwsRegion,
            network.AwsVpcId) with { PeerCidrs = network.CidrBlocks };
        return await RequestAsync(peering, cancel);
    }

    /// <summary>Asks again for a peering that is known, or finds it as it is.</summary>
    public async Task<VpcPeering> RequestAsync(VpcPeering given, CancellationToken cancel)
    {
        var runner = new StepRunner(context, given.Planned);
        // A platform takes one change of a VPC at a time.
        var peering = await context.State.Locks.OneAtATimeAsync(
            $"peerings {given.VpcId}", () => AskAsync(given, runner, cancel), cancel);
        peering = runner.Planning || request.NoWait ? peering : await UntilRequestedAsync(peering, runner, cancel);
        if (made is not null && peering.PeeringId is not null && made != peering.PeeringId)
            await WithdrawAsync(made, peering, cancel);

        peering = await reader.WithRequesterAsync(peering, !runner.Planning && !request.NoWait, cancel);
        if (runner.Steps.Count == 0)
            context.Sink.Verbose($"{AwsPeeringReader.Name(peering)} is {peering.State}; nothing to ask for.");
        return peering with
        {
            Changes = runner.Planning ? [] : [.. given.Changes, .. runner.Steps],
            Planned = runner.Planning,
            Plan = runner.Planning ? [.. given.Plan, .. runner.Steps] : [],
        };
    }

    private async Task<VpcPeering> AskAsync(VpcPeering peering, StepRunner runner, CancellationToken cancel)
    {
        if (peering.VpcId.Length == 0)
        {
            // Only what an earlier stage has planned is nowhere yet.
            if (!runner.Planning) throw Catalogue.VpcNotFound.For(peering, peering.Project, "(no id)", "none");
            runner.Plan(reader.Platform(peering).RequestStep.On(AwsPeeringReader.Target(peering)));
            return peering;
        }

        var platform = reader.Platform(peering);
        var found = await reader.FindAsync(peering, cancel);
        while (found?.Phase == PeeringPhase.Deleting && !runner.Planning && !context.DeadlinePassed)
        {
            await context.WaitAsync(PollInterval, AwsPeeringReader.Name(peering), "the platform is deleting the old one",
                cancel);
            found = await reader.FindAsync(peering, cancel);
        }

        if (found?.Phase is PeeringPhase.Working or PeeringPhase.AwaitingCustomer or PeeringPhase.Active)
            return AwsPeeringReader.With(peering, found);

        await WarnIfNearLimitAsync(peering, platform, cancel);
        var failed = found;
        var step = platform.RequestStep.On(AwsPeeringReader.Target(peering));
        await runner.DoAsync(step, () => CreateAsync(peering, platform, failed, cancel), cancel);
        // The observations of an earlier request do not apply to the new one.
        return runner.Planning ? peering : AwsPeeringReader.With(
            peering with { AwsPeeringId = null, RequesterAccountId = null, RequesterVpcId = null },
            await reader.FindAsync(peering, cancel));
    }

    private async Task WarnIfNearLimitAsync(VpcPeering peering, IAwsPlatform platform, CancellationToken cancel)
    {
        count = (await platform.ListAsync(peering.VpcId, cancel) ?? []).Count(item => item.Phase != PeeringPhase.Failed);
        if (count >= platform.UsualLimit)
            context.Warn(WarningCatalogue.PeeringsNearLimit, peering.VpcId, count, platform.UsualLimit);
    }

    /// <summary>Creates it. After a lost reply the list tells whether it was done.</summary>
    private async Task CreateAsync(VpcPeering peering, IAwsPlatform platform, PlatformPeering? failed,
        CancellationToken cancel)
    {
        var subject = AwsPeeringReader.Name(peering);
        for (var unknown = 0; ;)
        {
            try
            {
                made = await platform.RequestAsync(peering, failed, cancel);
                return;
            }
            catch (TigerException error) when (error.IsNotFound && !context.DeadlinePassed)
            {
                // A new VPC answers "not found" until it is ready.
                if (!(isSilent ? readiness.IsEarly() : await readiness.IsBuildingAsync(peering.VpcId, cancel))) throw;
                await context.WaitAsync(PollInterval, subject, "the platform is building the VPC", cancel);
            }
            catch (TigerException error) when (error.IsBeingUpdated && !context.DeadlinePassed)
            {
                await context.WaitAsync(PollInterval, subject, "the platform is busy with an earlier change", cancel);
            }
            catch (TigerException error) when (error.IsLimit)
            {
                throw count >= platform.UsualLimit
                    ? Catalogue.PeeringQuota.Because(error.Refusal, peering, peering.VpcId, count)
                    : Catalogue.PlatformQuota.Because(error.Refusal, peering, $"the peering {subject}");
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(++unknown)) throw error.Reported;
                await context.Clock.DelayAsync(PollInterval, cancel);
            }

            var now = await reader.FindAsync(peering, cancel);
            if (now?.Phase is PeeringPhase.Working or PeeringPhase.AwaitingCustomer or PeeringPhase.Active) return;
            failed = now?.Phase == PeeringPhase.Failed ? now : null;
        }
    }

    /// <summary>
    /// Until the request has its id in AWS. A failure is reported at once, with the platform's words.
    /// </summary>
    private async Task<VpcPeering> UntilRequestedAsync(VpcPeering peering, StepRunner runner, CancellationToken cancel)
    {
        var subject = AwsPeeringReader.Name(peering);
        for (var seen = false; ;)
        {
            var found = await reader.FindAsync(peering, cancel);
            peering = AwsPeeringReader.With(peering, found);
            switch (found?.Phase)
            {
                // It was removed in the meantime.
                case null when seen:
                    throw Catalogue.PeeringNotRequested.For(peering, subject);
                case PeeringPhase.AwaitingCustomer when found.AwsPeeringId is not null:
                case PeeringPhase.Active:
                    context.EndProgress(subject);
                    return peering;
                case PeeringPhase.Failed or PeeringPhase.Gone:
                    throw AwsPeeringReader.Failure(peering);
            }

            seen |= found is not null;
            if (context.DeadlinePassed) throw AwsPeeringReader.Overdue(peering, context.Timeout, "the platform");
            await context.WaitAsync(PollInterval, subject, $"{peering.State}; the platform is making the request",
                cancel);
        }
    }

    /// <summary>
    /// Another run has asked at the same time, and its peering is the one that stands: ours would stay beside it, dead.
    /// </summary>
    private async Task WithdrawAsync(string id, VpcPeering stands, CancellationToken cancel)
    {
        context.Sink.Verbose($"Another run has asked for {AwsPeeringReader.Name(stands)} as well; {id} is withdrawn.");
        while (!context.DeadlinePassed
            && (await context.Cloud.ListPeeringsAsync(stands.VpcId, cancel))?.Any(item => item.Id == id) == true)
        {
            try
            {
                await context.Cloud.DeletePeeringAsync(stands.VpcId, id, cancel);
                return;
            }
            catch (TigerException error) when (error.IsBeingUpdated && !context.DeadlinePassed)
            {
                // Busy with an earlier change.
            }
            catch (UnknownOutcomeException) when (!context.DeadlinePassed)
            {
                // The list tells.
            }

            await context.Clock.DelayAsync(PollInterval, cancel);
        }
    }

    /// <summary>All ranges count, the secondary ones, too.</summary>
    private static void RequireNoOverlap(Vpc vpc, AwsVpc network)
    {
        if (!AddressRange.TryParse(AddressRange.Canonical(vpc.Cidr), out var target, out _)) return;
        foreach (var text in network.CidrBlocks)
        {
            if (AddressRange.TryParse(text, out var range, out _) && range.Overlaps(target))
                throw Catalogue.AddressOverlap.For(network.AwsVpcId, network.AwsVpcId, vpc, range,
                    $"VPC {network.AwsVpcId}", target);
        }
    }
}

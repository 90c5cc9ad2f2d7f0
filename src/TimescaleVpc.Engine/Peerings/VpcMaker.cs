using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Makes a VPC, or adopts the one that is there, and waits until it can be used; on all platforms.</summary>
internal sealed class VpcMaker(ItemContext context, IPlatform platform)
{
    public async Task<Vpc> MakeAsync(NewVpcRequest request, CancellationToken cancel)
    {
        var plan = await platform.PlanVpcAsync(request, context, cancel);
        var runner = new StepRunner(context, plannedBefore: false);
        var vpc = plan.Existing;
        if (vpc is null)
        {
            await RequireNoPeerOverlapAsync(plan, cancel);
            plan.Warn();
            await runner.DoAsync(plan.Step, async () => vpc = await CreateAsync(plan, cancel), cancel);
        }
        else
        {
            context.Sink.Verbose(plan.AlreadyThere);
        }

        if (vpc is not null && !request.NoWait && !runner.Planning) vpc = await UntilReadyAsync(vpc, cancel);
        return (vpc ?? plan.Wanted).After(runner) with { Session = context.Session };
    }

    /// <summary>Creates it. After a lost reply the list tells whether it was done.</summary>
    private async Task<Vpc> CreateAsync(VpcPlan plan, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await plan.CreateAsync(cancel) is { } createdVpc) return createdVpc;
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
            catch (Exception refusal) when (plan.MayBeThere(refusal))
            {
                if (await plan.FindAsync(cancel) is { } other) return other;
                throw;
            }

            await context.Clock.DelayAsync(PollIntervals.Work, cancel);
            if (await plan.FindAsync(cancel) is { } existingVpc) return existingVpc;
            // Neither the answer nor the list shows it, whatever the platform says.
            if (!context.MayTryAgain(attempt))
                throw Catalogue.VpcTimeout.For(plan.Wanted, plan.Step.Target, "not shown", context.Timeout);
        }
    }

    private async Task<Vpc> UntilReadyAsync(Vpc vpc, CancellationToken cancel)
    {
        if (vpc.Phase != VpcPhase.Untold)
            return await new VpcReadiness(platform, context).UntilMadeAsync(vpc, cancel);

        // What can be waited for is that it answers; what needs it ready repeats a "not found" for some minutes.
        var subject = $"VPC {ILabelled.Of(vpc)}";
        while (await platform.ListPeeringsAsync(vpc.VpcId, cancel) is null)
        {
            if (context.DeadlinePassed)
                throw Catalogue.VpcTimeout.For(vpc.VpcId, vpc, "not ready", context.Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, "Timescale is building it", cancel, UsualTimes.Vpc);
        }

        context.EndProgress(subject);
        return vpc;
    }

    private async Task RequireNoPeerOverlapAsync(VpcPlan plan, CancellationToken cancel)
    {
        var (reader, range) = (new PlatformReader(context), AddressRange.Parse(plan.Wanted.Cidr));
        var peers = new Dictionary<string, PlatformPeering>();
        foreach (var vpc in plan.Neighbours)
        {
            foreach (var peering in await platform.ListPeeringsAsync(vpc.VpcId, cancel) ?? [])
                peers.TryAdd($"{peering.Region} {peering.NetworkId}", peering);
        }

        foreach (var peer in peers.Values)
        {
            if (range.FirstOverlap(await reader.RangesAsync(peer, cancel)) is { } peerRange)
            {
                var title = context.In<ICustomerSide>(peer.Cloud).Title;
                throw Catalogue.VpcOverlap.For(
                    plan.Wanted.Cidr, range, peerRange,
                    $"{peer.NetworkId}, a network in {title} that the project is peered with,");
            }
        }
    }
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Deletes a VPC that holds no service and no peering. It never detaches or disconnects by itself.</summary>
internal sealed class RemoveVpcStage(RemoveVpcRequest request, ISink sink) : Stage<RemoveVpcRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var vpc = await VpcFinder.FindAsync((VpcRef)item!, context, cancel);
        if (vpc.Platform == PlatformNames.TimescaleCloud)
        {
            if (await new TigerVpcChanger(context).RemoveAsync(vpc, Request.NoWait, cancel) is { } planned) Sink.Output(
                planned);
            return;
        }

        IReadOnlyList<MstService> services = [];
        MstVpc? known = null;
        await context.Clock.SideBySideAsync(
            async () => services = await context.Mst().ListServicesAsync(cancel),
            async () => known = await context.Mst().GetVpcAsync(vpc.VpcId, cancel));
        var inside = services.Where(service => service.VpcId == vpc.VpcId).Select(service => service.Name).ToArray();
        if (inside.Length > 0) throw Catalogue.VpcInUse.For(vpc.VpcId, vpc.VpcId, string.Join(", ", inside));
        if (known is null) return;
        if (known.Peerings.Count > 0)
        {
            var peers = string.Join(", ",
                known.Peerings.Select(peer => $"{peer.ResourceGroup}/{peer.Network} ({peer.State})"));
            throw Catalogue.VpcHasPeerings.For(vpc.VpcId, vpc.VpcId, peers);
        }

        var runner = new StepRunner(context, vpc.Planned);
        var step = StepCatalogue.RemoveVpc.On($"{vpc.CloudName} {vpc.Cidr} ({vpc.VpcId})");
        if (await runner.DoAsync(step, () => DeleteAsync(vpc, context, cancel), cancel)) return;
        Sink.Output(vpc with { Planned = true, Plan = [.. vpc.Plan, .. runner.Steps] });
    }

    private async Task DeleteAsync(Vpc vpc, ItemContext context, CancellationToken cancel)
    {
        var subject = $"VPC {vpc.CloudName}";
        for (var accepted = false; ;)
        {
            try
            {
                if (!accepted) await context.Mst().DeleteVpcAsync(vpc.VpcId, cancel);
                accepted = true;
                if (Request.NoWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // Refused while dependents are leaving, or the reply was lost: the next round looks and asks again.
            }

            var now = await context.Mst().GetVpcAsync(vpc.VpcId, cancel);
            if (now is null || Same(now.State, "DELETED")) break;
            if (context.DeadlinePassed) throw Catalogue.VpcTimeout.For(vpc.VpcId, vpc.VpcId, now.State, Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, $"{now.State}; the platform is deleting it", cancel);
        }

        context.EndProgress(subject);
    }
}

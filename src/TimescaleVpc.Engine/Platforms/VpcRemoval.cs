using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Deletes a VPC that holds no service and no peering: the same on all platforms.</summary>
internal sealed class VpcRemoval(ItemContext context, IPlatform platform)
{
    /// <returns>The VPC with what was changed, or would be.</returns>
    public async Task<Vpc> RunAsync(Vpc vpc, bool noWait, CancellationToken cancel)
    {
        var (services, peerings) = await context.Clock.BothAsync(
            () => platform.ListServicesAsync(cancel), () => platform.ListPeeringsAsync(vpc.VpcId, cancel));
        var inside = services.Where(service => service.VpcId == vpc.VpcId).Select(service => service.Name).ToArray();
        if (inside.Length > 0) throw Catalogue.VpcInUse.For(vpc.VpcId, vpc, string.Join(", ", inside));
        if (peerings is { Count: > 0 })
        {
            var peers = string.Join(", ", peerings.Select(peering => $"{peering.Peer} ({peering.State})"));
            throw Catalogue.VpcHasPeerings.For(vpc.VpcId, vpc, peers);
        }

        var runner = new StepRunner(context, vpc.Planned);
        var step = platform.RemoveVpcStep.On(
            $"{ILabelled.Of(vpc)} {vpc.Cidr} ({vpc.VpcId})", $"{ILabelled.Of(vpc)} {vpc.Cidr}");
        await runner.DoAsync(step, () => DeleteAsync(vpc.VpcId, ILabelled.Of(vpc), noWait, cancel), cancel);
        return vpc.After(runner);
    }

    /// <summary>Deletes it, as soon as the platform is done with earlier changes.</summary>
    public async Task DeleteAsync(string vpcId, string name, bool noWait, CancellationToken cancel)
    {
        var subject = $"VPC {name}";
        for (var isAccepted = false; ;)
        {
            var status = "Timescale is deleting it";
            try
            {
                if (!isAccepted) await platform.DeleteVpcAsync(vpcId, cancel);
                isAccepted = true;
                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // Refused while dependents are leaving, or the reply was lost.
                status = "the answer was lost; looking again";
            }
            catch (PlatformException error) when (!context.DeadlinePassed)
            {
                if (!await platform.IsHeldAsync(error, cancel)) throw;
                status = "Timescale is still busy with an earlier change";
            }

            if (await platform.GetVpcAsync(vpcId, cancel) is not { Phase: not VpcPhase.Deleted } vpc) break;
            if (context.DeadlinePassed)
                throw Catalogue.VpcTimeout.For(
                    vpcId, name, vpc.State.Length > 0 ? vpc.State : "there", context.Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, status, cancel);
        }

        context.EndProgress(subject);
    }
}

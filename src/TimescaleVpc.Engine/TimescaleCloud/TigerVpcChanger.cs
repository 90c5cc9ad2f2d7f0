using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Renames and removes VPCs of Timescale Cloud.</summary>
internal sealed class TigerVpcChanger(ItemContext context)
{
    public async Task<Vpc> RenameAsync(Vpc vpc, string name, CancellationToken cancel)
    {
        var runner = new StepRunner(context, vpc.Planned);
        if (!string.Equals(vpc.Name, name, StringComparison.Ordinal))
        {
            await runner.DoAsync(
                StepCatalogue.RenameCloudVpc.On($"{vpc.Name} ({vpc.VpcId}) to {name}"),
                () => context.Tiger().RenameVpcAsync(vpc.VpcId, name, cancel), cancel);
        }

        return vpc with
        {
            Name = runner.Planning ? vpc.Name : name,
            Changes = runner.Planning ? [] : [.. vpc.Changes, .. runner.Steps],
            Planned = runner.Planning,
            Plan = runner.Planning ? [.. vpc.Plan, .. runner.Steps] : [],
        };
    }

    /// <returns>The planned VPC; null if it was removed.</returns>
    public async Task<Vpc?> RemoveAsync(Vpc vpc, bool noWait, CancellationToken cancel)
    {
        var inside = (await context.Tiger().ListServicesAsync(cancel)).Where(service => service.VpcId == vpc.VpcId)
            .Select(service => service.Name).ToArray();
        if (inside.Length > 0) throw Catalogue.VpcInUse.For(vpc.VpcId, vpc.VpcId, string.Join(", ", inside));

        var peerings = await context.Tiger().ListPeeringsAsync(vpc.VpcId, cancel) ?? [];
        if (peerings.Count > 0)
        {
            var list = string.Join(", ", peerings.Select(peering => $"{peering.PeerVpcId} ({peering.Status})"));
            throw Catalogue.VpcHasPeerings.For(vpc.VpcId, vpc.VpcId, list);
        }

        var runner = new StepRunner(context, vpc.Planned);
        var step = StepCatalogue.RemoveCloudVpc.On($"{vpc.Name} {vpc.Cidr} ({vpc.VpcId})");
        return await runner.DoAsync(step, () => DeleteAsync(vpc.VpcId, ILabelled.Of(vpc), noWait, cancel), cancel)
            ? null : vpc with { Planned = true, Plan = [.. vpc.Plan, .. runner.Steps] };
    }

    /// <summary>Deletes it, as soon as the platform has no earlier change at work.</summary>
    public async Task DeleteAsync(string vpcId, string name, bool noWait, CancellationToken cancel)
    {
        var subject = $"VPC {name}";
        for (var accepted = false; ;)
        {
            var status = "the platform is deleting it";
            try
            {
                if (!accepted) await context.Tiger().DeleteVpcAsync(vpcId, cancel);
                accepted = true;
                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                status = "the answer was lost; looking again";
            }
            catch (TigerException error) when ((error.IsBusy || error.Status == 409) && !context.DeadlinePassed)
            {
                // After a peering was deleted the VPC is busy for a while, and so it is while a service moves out.
                if (!error.IsBusy && !await IsAnyMovingAsync(cancel)) throw;
                status = "the platform is still busy with an earlier change";
            }

            if (await context.Tiger().GetVpcAsync(vpcId, cancel) is null or { State: TigerVpcStates.Deleted }) break;
            if (context.DeadlinePassed) throw Catalogue.VpcTimeout.For(vpcId, vpcId, "there", context.Timeout);
            await context.WaitAsync(PollIntervals.Work, subject, status, cancel);
        }

        context.EndProgress(subject);
    }

    /// <summary>A service that leaves a VPC is no longer listed in it, but holds it until it has settled.</summary>
    private async Task<bool> IsAnyMovingAsync(CancellationToken cancel) =>
        (await context.Tiger().ListServicesAsync(cancel)).Any(service => !service.IsSettled);
}

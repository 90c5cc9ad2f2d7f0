using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.TimescaleCloud;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages.Vpcs;

/// <summary>Renames and removes VPCs of Timescale Cloud.</summary>
internal sealed class CloudVpcChanger(ItemContext context)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    public async Task<Vpc> RenameAsync(Vpc vpc, string name, CancellationToken cancel)
    {
        var changes = new Changes(context, vpc.Planned);
        if (!string.Equals(vpc.Name, name, StringComparison.Ordinal))
        {
            await changes.DoAsync(
                StepCatalogue.RenameCloudVpc.On($"{vpc.Name} ({vpc.VpcId}) to {name}"),
                () => context.Cloud.RenameVpcAsync(vpc.VpcId, name, cancel), cancel);
        }

        return vpc with
        {
            Name = changes.Planning ? vpc.Name : name,
            Changes = changes.Planning ? [] : [.. vpc.Changes, .. changes.Steps],
            Planned = changes.Planning,
            Plan = changes.Planning ? [.. vpc.Plan, .. changes.Steps] : [],
        };
    }

    /// <returns>The planned VPC; null if it was removed.</returns>
    public async Task<Vpc?> RemoveAsync(Vpc vpc, bool noWait, CancellationToken cancel)
    {
        var inside = (await context.Cloud.ListServicesAsync(cancel)).Where(service => service.VpcId == vpc.VpcId)
            .Select(service => service.Name).ToArray();
        if (inside.Length > 0) throw Catalogue.VpcInUse.For(vpc.VpcId, vpc.VpcId, string.Join(", ", inside));

        var peerings = await context.Cloud.ListPeeringsAsync(vpc.VpcId, cancel) ?? [];
        if (peerings.Count > 0)
        {
            var list = string.Join(", ", peerings.Select(peering => $"{peering.PeerVpcId} ({peering.Status})"));
            throw Catalogue.VpcHasPeerings.For(vpc.VpcId, vpc.VpcId, list);
        }

        var changes = new Changes(context, vpc.Planned);
        var step = StepCatalogue.RemoveCloudVpc.On($"{vpc.Name} {vpc.Cidr} ({vpc.VpcId})");
        return await changes.DoAsync(step, () => DeleteAsync(vpc.VpcId, ILabelled.Of(vpc), noWait, cancel), cancel)
            ? null : vpc with { Planned = true, Plan = [.. vpc.Plan, .. changes.Steps] };
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
                if (!accepted) await context.Cloud.DeleteVpcAsync(vpcId, cancel);
                accepted = true;
                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.IsOver)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                status = "the answer was lost; looking again";
            }
            catch (CloudException error) when ((error.IsBeingUpdated || error.Status == 409) && !context.IsOver)
            {
                // After a peering was deleted the VPC is busy for a while, and so it is while a service moves out.
                if (!error.IsBeingUpdated && !await IsAnyMovingAsync(cancel)) throw;
                status = "the platform is still busy with an earlier change";
            }

            if (await context.Cloud.GetVpcAsync(vpcId, cancel) is null or { State: CloudVpcStates.Deleted }) break;
            if (context.IsOver) throw Catalogue.VpcTimeout.For(vpcId, vpcId, "there", context.Timeout);
            await context.WaitAsync(PollInterval, subject, status, cancel);
        }

        context.WaitIsOver(subject);
    }

    /// <summary>A service that leaves a VPC is no longer listed in it, but holds it until it has settled.</summary>
    private async Task<bool> IsAnyMovingAsync(CancellationToken cancel) =>
        (await context.Cloud.ListServicesAsync(cancel)).Any(service => !service.IsSettled);
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Removes a peering with an AWS VPC: routes first, then both halves. What is gone already is fine.</summary>
internal sealed class AwsRemoval(ItemContext context)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly AwsPeeringReader reader = new(context);

    /// <summary>Whether to warn of a security group that stays behind.</summary>
    public bool TellOfGroups { get; init; } = true;

    /// <summary>
    /// Whether routes stay, without effect: for a peering that is made anew they are what a later run finds it by.
    /// </summary>
    public bool KeepRoutes { get; init; }

    public async Task RemoveAsync(VpcPeering given, StepRunner runner, bool noWait, CancellationToken cancel)
    {
        var found = await reader.FindAsync(given, cancel);
        var peering = AwsPeeringReader.With(given, found);
        var aws = await context.AwsAsync(cancel);
        var ec2 = aws.Ec2(peering.AwsRegion);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(found?.AwsPeeringId, peering, ec2, cancel);

        if (TellOfGroups) await WarnOfGroupsAsync(peering, ec2, cancel);
        // The half in AWS is ours to touch only if it belongs to this very peering, whatever the platform names.
        if (half is { IsOurs: false, Shown: { } other } && !Ec2PeeringStates.IsDead(other.Status))
            context.Warn(WarningCatalogue.PeeringOfAnother, other.Id, other.Requester.OwnerId, other.Requester.Region);
        if (!KeepRoutes) await AwsRoutes.RemoveAsync(peering, half, tables, runner, ec2, cancel);
        if (half is { IsOurs: true, Shown: { } shown }) await EndInAwsAsync(peering, shown, runner, ec2, cancel);

        // A connection that is being deleted needs no step, only time.
        if (found?.Phase == PeeringPhase.Deleting)
        {
            if (!runner.Planning && !noWait) await EndOnPlatformAsync(peering, false, cancel);
        }
        else if (found is not null && found.Phase != PeeringPhase.None)
        {
            await runner.DoAsync(
                reader.Platform(peering).RemoveStep.On(AwsPeeringReader.Target(peering)),
                () => EndOnPlatformAsync(peering, noWait, cancel), cancel);
        }
    }

    /// <summary>
    /// The security group is Revoke-AwsPeerEgress's matter; after the peering is gone nothing leads to it.
    /// </summary>
    private async Task WarnOfGroupsAsync(VpcPeering peering, IEc2Api ec2, CancellationToken cancel)
    {
        try
        {
            var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
            var ours = groups.Where(group => AwsNames.IsMarked(group, peering)).ToArray();
            if (ours.Length > 0)
            {
                context.Warn(WarningCatalogue.SecurityGroupStays, ours[0].Id, ours[0].Name);
            }
        }
        catch (Ec2Exception error) when (error.IsPermission)
        {
            // Only a warning was at stake.
            context.Sink.Verbose(error.Message);
        }
    }

    /// <summary>While it is pending the accepter can only reject it; once active either side can delete it.</summary>
    private async Task EndInAwsAsync(
        VpcPeering peering, Ec2Peering shown, StepRunner runner, IEc2Api ec2, CancellationToken cancel)
    {
        var target = AwsPeeringReader.Target(peering);
        switch (shown.Status)
        {
            case Ec2PeeringStates.PendingAcceptance:
                await runner.ChangeAsync(
                    StepCatalogue.RejectAwsPeering.On(target),
                    () => EndAsync(() => ec2.RejectVpcPeeringConnectionAsync(shown.Id, cancel)), cancel);
                break;
            case Ec2PeeringStates.Active or Ec2PeeringStates.Provisioning:
                await runner.ChangeAsync(
                    StepCatalogue.DeleteAwsPeering.On(target),
                    () => EndAsync(() => ec2.DeleteVpcPeeringConnectionAsync(shown.Id, cancel)), cancel);
                break;
        }
    }

    /// <returns>False if another run or user was faster.</returns>
    private async Task<bool> EndAsync(Func<Task> end)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await end();
                return true;
            }
            catch (Ec2Exception error) when (error.IsNotFound || error.Is(Ec2Codes.InvalidStateTransition))
            {
                return attempt > 1;
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
        }
    }

    private async Task EndOnPlatformAsync(VpcPeering peering, bool noWait, CancellationToken cancel)
    {
        var (platform, subject) = (reader.Platform(peering), AwsPeeringReader.Name(peering));
        // Beside the one that lived there may be others of the same pair.
        var accepted = new HashSet<string?>();
        while (true)
        {
            var now = await reader.FindAsync(peering, cancel);
            if (now is null || now.State == "DELETED") break;
            try
            {
                if (now.Phase != PeeringPhase.Deleting && !accepted.Contains(now.Id))
                {
                    await platform.DeleteAsync(peering, now, cancel);
                    accepted.Add(now.Id);
                }

                if (noWait) return;
            }
            catch (UnknownOutcomeException error) when (context.DeadlinePassed)
            {
                throw error.Reported;
            }
            catch (UnknownOutcomeException)
            {
                // The next round looks and asks again.
            }
            catch (TigerException error) when (error.IsBeingUpdated && !context.DeadlinePassed)
            {
                // Busy with an earlier change.
            }

            if (context.DeadlinePassed) throw AwsPeeringReader.Overdue(AwsPeeringReader.With(peering, now), context.Timeout,
                "the platform");
            await context.WaitAsync(PollInterval, subject, $"{now.State}; the platform is deleting it", cancel);
        }

        context.EndProgress(subject);
    }
}

using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Removes the half of a peering in AWS: routes first, then the connection. What is gone already is fine.
/// </summary>
internal sealed class AwsRemoval(ItemContext context, RemovalWish wish)
{
    /// <param name="peering">The peering, as the platform shows it.</param>
    /// <param name="namedId">The connection that the platform names; null if it names none.</param>
    /// <param name="runner">Does the steps.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RunAsync(VpcPeering peering, string? namedId, StepRunner runner, CancellationToken cancel)
    {
        var ec2 = await context.Ec2Async(peering, cancel);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(namedId, peering, ec2, cancel);
        if (wish.TellOfGroups) await WarnOfGroupsAsync(peering, ec2, cancel);
        // The half in AWS is ours to touch only if it belongs to this very peering, whatever the platform names.
        if (half is { IsOurs: false, Shown: { } other } && !Ec2PeeringStates.IsDead(other.Status))
            context.Warn(WarningCatalogue.PeeringOfAnother, other.Id, other.Requester.OwnerId, other.Requester.Region);

        var outlook = new Ec2Outlook(ec2, context);
        var changes = Changes(peering, half, tables, cancel).ToArray();
        foreach (var change in changes) outlook.Expect(change.Step.Permission, change.Call);
        await outlook.NamingAllAsync(async () =>
        {
            foreach (var (step, call, isDone, before) in changes)
            {
                await runner.ChangeAsync(
                    step, () => Ec2Calls.RepeatAsync(context, () => call(ec2), isDone), cancel, before: before);
            }

            return true;
        });
    }

    /// <summary>
    /// The changes in AWS, each with what says that there is nothing left to do: another run or user was faster. While
    /// the connection is pending the accepter can only reject it; once active either side can delete it.
    /// </summary>
    private IEnumerable<(PeeringStep Step, Func<Ec2Api, Task> Call, Func<Ec2Exception, bool> IsDone, string Before)>
        Changes(VpcPeering peering, AwsHalf half, IEnumerable<Ec2RouteTable> tables, CancellationToken cancel)
    {
        var routes = tables.SelectMany(table => table.Routes.Where(half.Owns).Select(route => (table, route)));
        foreach (var (table, route) in wish.KeepRoutes ? [] : routes)
        {
            yield return (
                AwsRoutes.Step(StepCatalogue.DeleteRoute, table.Id, route.Destination, peering),
                api => api.DeleteRouteAsync(table.Id, route.Destination, cancel), error => error.IsNotFound,
                $"{route.Target}, {route.State}");
        }

        if (half is not { IsOurs: true, Shown: { } connection }) yield break;
        if (connection.Status == Ec2PeeringStates.PendingAcceptance)
        {
            yield return (
                AwsPeerings.Step(StepCatalogue.RejectAwsPeering, peering),
                api => api.RejectVpcPeeringConnectionAsync(connection.Id, cancel), IsEnded, connection.Status);
        }
        else if (connection.Status is Ec2PeeringStates.Active or Ec2PeeringStates.Provisioning)
        {
            yield return (
                AwsPeerings.Step(StepCatalogue.DeleteAwsPeering, peering),
                api => api.DeleteVpcPeeringConnectionAsync(connection.Id, cancel), IsEnded, connection.Status);
        }

        static bool IsEnded(Ec2Exception error) => error.IsNotFound || error.Is(Ec2Codes.InvalidStateTransition);
    }

    /// <summary>
    /// The security group is Revoke-AwsPeerEgress's matter; after the peering is gone nothing leads to it.
    /// </summary>
    private async Task WarnOfGroupsAsync(VpcPeering peering, Ec2Api ec2, CancellationToken cancel)
    {
        try
        {
            var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
            var ownGroups = groups.Where(group => AwsNames.IsMarked(group, peering)).ToArray();
            if (ownGroups.Length > 0)
            {
                context.Warn(WarningCatalogue.SecurityGroupStays, ownGroups[0].Id, ownGroups[0].Name);
            }
        }
        catch (Ec2Exception error) when (error.IsPermission)
        {
            // Only a warning was at stake.
            context.Sink.Verbose(error.Message);
        }
    }
}

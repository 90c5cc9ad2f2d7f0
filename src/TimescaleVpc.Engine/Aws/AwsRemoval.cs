using TimescaleVpc.Engine.Aws.Sdk;
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
        var ec2 = (await context.AwsAsync(cancel)).Ec2(peering.AwsRegion);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(namedId, peering, ec2, cancel);
        if (wish.TellOfGroups) await WarnOfGroupsAsync(peering, ec2, cancel);
        // The half in AWS is ours to touch only if it belongs to this very peering, whatever the platform names.
        if (half is { IsOurs: false, Shown: { } other } && !Ec2PeeringStates.IsDead(other.Status))
            context.Warn(WarningCatalogue.PeeringOfAnother, other.Id, other.Requester.OwnerId, other.Requester.Region);

        await Outlook(peering, half, tables, ec2, cancel).NamingAllAsync(async () =>
        {
            if (!wish.KeepRoutes) await AwsRoutes.RemoveAsync(peering, half, tables, runner, ec2, cancel);
            if (half is { IsOurs: true, Shown: { } connection })
                await EndInAwsAsync(peering, connection, runner, ec2, cancel);
            return true;
        });
    }

    /// <summary>What the removal changes, for the rights that it takes.</summary>
    private Ec2Outlook Outlook(
        VpcPeering peering, AwsHalf half, IReadOnlyList<Ec2RouteTable> tables, Ec2Api ec2, CancellationToken cancel)
    {
        var outlook = new Ec2Outlook(ec2, context);
        if (!wish.KeepRoutes)
        {
            foreach (var (table, route) in AwsRoutes.Owned(peering, half, tables))
            {
                outlook.Expect(
                    StepCatalogue.DeleteRoute.Permission,
                    api => api.DeleteRouteAsync(table.Id, route.Destination, cancel));
            }
        }

        if (half is { IsOurs: true, Shown: { Status: Ec2PeeringStates.PendingAcceptance } request })
        {
            outlook.Expect(
                StepCatalogue.RejectAwsPeering.Permission,
                api => api.RejectVpcPeeringConnectionAsync(request.Id, cancel));
        }
        else if (half is { IsOurs: true, Shown: { Status: Ec2PeeringStates.Active } connection })
        {
            outlook.Expect(
                StepCatalogue.DeleteAwsPeering.Permission,
                api => api.DeleteVpcPeeringConnectionAsync(connection.Id, cancel));
        }

        return outlook;
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

    /// <summary>While it is pending the accepter can only reject it; once active either side can delete it.</summary>
    private async Task EndInAwsAsync(
        VpcPeering peering, Ec2Peering connection, StepRunner runner, Ec2Api ec2, CancellationToken cancel)
    {
        switch (connection.Status)
        {
            case Ec2PeeringStates.PendingAcceptance:
                await runner.ChangeAsync(
                    AwsPeerings.Step(StepCatalogue.RejectAwsPeering, peering),
                    () => EndAsync(() => ec2.RejectVpcPeeringConnectionAsync(connection.Id, cancel)), cancel,
                    before: connection.Status);
                break;
            case Ec2PeeringStates.Active or Ec2PeeringStates.Provisioning:
                await runner.ChangeAsync(
                    AwsPeerings.Step(StepCatalogue.DeleteAwsPeering, peering),
                    () => EndAsync(() => ec2.DeleteVpcPeeringConnectionAsync(connection.Id, cancel)), cancel,
                    before: connection.Status);
                break;
        }
    }

    /// <returns>False if another run or user was faster.</returns>
    private Task<bool> EndAsync(Func<Task> end) => Ec2Calls.RepeatAsync(
        context, end, error => error.IsNotFound || error.Is(Ec2Codes.InvalidStateTransition));
}

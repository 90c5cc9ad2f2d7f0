using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Undoes a peering with an AWS VPC: egress, routes, then both halves.</summary>
internal sealed class AwsUndo(VpcPeering peering, AwsAccount account, ItemContext context) : IPeeringUndo
{
    private readonly IEc2Api ec2 = account.Ec2(peering.AwsRegion);
    private readonly AwsPeeringReader reader = new(context);

    public async Task<IReadOnlyList<PeeringItem>> LookAsync(CancellationToken cancel)
    {
        IReadOnlyList<Ec2SecurityGroup> groups = [];
        PeeringItem[] halves = [];
        await context.Clock.SideBySideAsync(
            async () => halves = await LookAtHalvesAsync(cancel),
            async () => groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel));
        return [.. halves, .. PeeringItems.OfGroups(peering, groups)];
    }

    /// <summary>Both halves of the peering, and the routes: what Remove-VpcPeering takes away.</summary>
    public async Task<PeeringItem[]> LookAtHalvesAsync(CancellationToken cancel)
    {
        var known = await reader.FindAsync(peering, cancel);
        var found = AwsPeeringReader.With(peering, known);
        var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
        var half = await AwsHalf.FindAsync(known?.AwsPeeringId, found, ec2, cancel);
        return [.. PeeringItems.OfBothHalves(found), .. PeeringItems.OfConnection(found, half, tables)];
    }

    public async Task RemoveAsync(StepRunner runner, CancellationToken cancel)
    {
        await new EgressRevocation(peering, ec2).RunAsync(groupId: null, runner, cancel);
        await new AwsRemoval(context) { TellOfGroups = false }.RemoveAsync(peering, runner, noWait: false, cancel);
    }
}

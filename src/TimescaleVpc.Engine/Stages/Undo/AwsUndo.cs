using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Stages.Aws;

namespace TimescaleVpc.Engine.Stages.Undo;

/// <summary>Undoes a peering with an AWS VPC: egress, routes, then both halves.</summary>
internal sealed class AwsUndo(VpcPeering peering, AwsAccount account, ItemContext context) : IPeeringUndo
{
    private readonly IEc2Api ec2 = account.Ec2(peering.AwsRegion);
    private readonly AwsPeeringReader reader = new(context);

    public async Task<IReadOnlyList<PeeringItem>> LookAsync(CancellationToken cancel)
    {
        var found = AwsPeeringReader.With(peering, await reader.FindAsync(peering, cancel));
        IReadOnlyList<Ec2RouteTable> tables = [];
        IReadOnlyList<Ec2SecurityGroup> groups = [];
        await context.Pace.SideBySideAsync(
            async () => tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel),
            async () => groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel));
        var id = await AwsPeeringReader.IdInAwsAsync(found, tables, ec2, cancel);
        var shown = id is null ? null : await AwsApproval.FindAsync(id, ec2, cancel);
        return
        [
            .. PeeringItems.OfBothHalves(found),
            .. PeeringItems.InAws(found, id, shown, tables, groups),
        ];
    }

    public async Task RemoveAsync(Changes changes, CancellationToken cancel)
    {
        await new EgressRevocation(peering, ec2).RunAsync(null, changes, cancel);
        await new AwsRemoval(context) { TellOfGroups = false }.RemoveAsync(peering, changes, false, cancel);
    }
}

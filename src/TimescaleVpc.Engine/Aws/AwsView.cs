using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Adds AWS's view to a peering; without access by the AWS sign-in, the peering is unchanged.</summary>
internal sealed class AwsView(ItemContext context)
{
    /// <summary>A request of another account may stay invisible for some seconds.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(30);

    /// <summary>A peering as the platform has just shown it, with its connection, routes and group.</summary>
    public Task<VpcPeering> WithAllAsync(VpcPeering peering, CancellationToken cancel) =>
        context.SeenAsync("Your half is not shown", peering, async () =>
        {
            var aws = await context.AwsAsync(cancel);
            if (aws.AccountId != peering.AwsAccountId) return peering;

            var ec2 = aws.Ec2(peering.AwsRegion);
            var tables = await ec2.DescribeRouteTablesAsync(AwsRoutes.InVpc(peering), cancel);
            var half = await AwsHalf.FindAsync(peering.AwsPeeringId, peering, ec2, cancel);
            var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
            return peering with
            {
                AwsPeeringId = half.Id,
                RequesterAccountId = half.Shown?.Requester.OwnerId,
                RequesterVpcId = half.Shown?.Requester.VpcId,
                ConnectionState = half.Word,
                PeerCidrs = [.. half.Shown?.Accepter.Cidrs ?? []],
                RouteTableIds =
                [
                    .. tables.Where(table => table.Routes.Any(route => half.Owns(route)))
                        .Select(table => table.Id),
                ],
                SecurityGroupId = groups.FirstOrDefault(group => AwsNames.IsMarked(group, peering))?.Id,
            };
        });

    /// <summary>
    /// A peering with the account that asks for it, where the platform names the request and AWS lets it be seen.
    /// Nothing is checked by that: it is there to be looked at before the request is accepted.
    /// </summary>
    public async Task<VpcPeering> WithRequesterAsync(VpcPeering peering, bool wait, CancellationToken cancel)
    {
        if (peering.AwsPeeringId is not { } id) return peering;
        return await context.SeenAsync("The AWS account of the requester is not shown", peering, async () =>
        {
            var name = peering.NetworkLabel;
            var aws = await context.AwsAsync(cancel);
            if (aws.AccountId != peering.AwsAccountId) return peering;
            var patience = new Patience(context, wait ? LongestUnseen : TimeSpan.Zero);
            var connection = await patience.UntilShownAsync(
                () => AwsHalf.FindAsync(id, aws.Ec2(peering.AwsRegion), cancel), interval: null, name,
                "AWS does not show the request yet", cancel);
            context.EndProgress(name);
            return peering with
            {
                RequesterAccountId = connection?.Requester.OwnerId, RequesterVpcId = connection?.Requester.VpcId,
            };
        });
    }
}

using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The account that requests of a project must come from, as far as earlier approvals tell. Nothing is kept for it: it
/// is the tag on an active connection of the project in this account, else an active one that the platform names for
/// another AWS VPC of the project, and is gone together with the last of them.
/// </summary>
internal sealed class RequesterPin(ItemContext context)
{
    private readonly PlatformReader reader = new(context);

    /// <param name="peering">The peering that is to be approved.</param>
    /// <param name="request">Its own request, which proves nothing.</param>
    /// <param name="look">What has been read just now; null has it read.</param>
    /// <param name="cancel">Stops the requests.</param>
    /// <returns>The account and what names it, if anything does.</returns>
    public async Task<KnownRequester> FindAsync(
        VpcPeering peering, string? request, RequesterLook? look, CancellationToken cancel)
    {
        var others = new List<VpcPeering>();
        IPlatform[] platforms = [context.Platform(peering.Platform)];
        foreach (var vpc in await VpcFinder.InCloudAsync(context, platforms, peering.Cloud, cancel))
        {
            var listedPeerings = vpc.VpcId == peering.VpcId ? look?.Listed : null;
            var all = listedPeerings ?? await reader.ListAsync(vpc, cancel);
            others.AddRange(all.Where(item => item.Phase == PeeringPhase.Active)
                .Select(item => AwsPeerings.Of(vpc, item).With(item)));
        }

        var aws = await context.AwsAsync(cancel);
        foreach (var region in others.Select(other => other.AwsRegion).Append(peering.AwsRegion).Distinct())
        {
            var connectionsHere = Same(region, peering.AwsRegion) ? look?.Connections : null;
            var connections = connectionsHere ?? await aws.Ec2(region).DescribeVpcPeeringConnectionsAsync(
                Ec2Query.Where("status-code", Ec2PeeringStates.Active), cancel);
            var activeConnections = connections.Where(item => item.Status == Ec2PeeringStates.Active).ToArray();
            // Connections that this module approved have its tag, which is sufficient evidence.
            var markedConnection = activeConnections.FirstOrDefault(item =>
                !Same(item.Id, request) && AwsNames.IsOfProject(item, peering));
            if (markedConnection?.Requester.OwnerId is { } ownerId)
                return new(ownerId, $"the peering {markedConnection.Id} that was approved before");

            foreach (var other in others.Where(
                other => other.AwsAccountId == aws.AccountId && !Same(other.AwsPeeringId, request)))
            {
                var match = activeConnections.FirstOrDefault(item => Same(item.Id, other.AwsPeeringId)
                    && Same(item.Accepter.VpcId, other.AwsVpcId) && Same(item.Requester.Region, other.VpcRegion));
                if (match?.Requester.OwnerId is { } owner)
                    return new(owner, $"the peering {match.Id} of VPC {other.VpcName ?? other.VpcId}");
            }
        }

        return new();
    }
}

/// <summary>What an approval has read of a request's surroundings.</summary>
/// <param name="Connections">All connections of the region, whatever their state.</param>
/// <param name="Listed">All peerings of the VPC; null has them read.</param>
internal sealed record RequesterLook(IReadOnlyList<Ec2Peering> Connections, IReadOnlyList<PlatformPeering>? Listed);

using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Finds the leftovers in one region of AWS without a peering on the platform: connections, groups and rules with our
/// marks, and blackhole routes to a VPC of ours.
/// </summary>
internal sealed class AwsLeftovers(AwsAccount account, Ec2Api ec2, ItemContext context)
{
    private const string NextStep =
        "Left of a peering that Timescale no longer has. To make it again, run Add-VpcPeering | Approve-VpcPeering | "
        + "Wait-VpcPeering. To give it up, run Undo-VpcPeering.";

    /// <param name="vpcs">The VPCs of the session's projects.</param>
    /// <param name="listedPeerings">The peerings that the platform knows.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> FindAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel)
    {
        IReadOnlyList<Ec2SecurityGroup> groups = [];
        IReadOnlyList<Ec2RouteTable> tables = [];
        IReadOnlyList<Ec2Peering> connections = [];
        await context.Clock.SideBySideAsync(
            async () => groups = await ec2.DescribeSecurityGroupsAsync(Ec2Query.All, cancel),
            async () => tables = await ec2.DescribeRouteTablesAsync(Ec2Query.All, cancel),
            async () => connections = await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel));

        // Several marks may speak of a VPC; a dead connection no longer shows its range.
        var orphans = Stubs(groups, connections).Where(stub => !vpcs.Any(vpc => vpc.VpcId == stub.VpcId))
            .OrderBy(stub => stub.Cidr.Length == 0);
        var candidates =
            from vpc in vpcs.Concat(orphans).DistinctBy(vpc => vpc.VpcId)
            from network in tables.Select(table => table.VpcId).OfType<string>().Distinct()
            where !listedPeerings.Any(other => other.VpcId == vpc.VpcId && other.AwsVpcId == network)
            select AwsPeerings.Of(vpc, account.AccountId, ec2.Region, network) with { Session = context.Session };
        var leftovers = new List<VpcPeering>();
        foreach (var candidate in candidates)
        {
            var ofVpc = tables.Where(table => table.VpcId == candidate.AwsVpcId).ToArray();
            var half = AwsHalf.Of(namedId: null, candidate, connections);
            PeeringItem[] items =
            [
                .. AwsItems.OfConnection(half, ofVpc),
                .. AwsItems.OfGroups(candidate, groups.Where(group => group.VpcId == candidate.AwsVpcId)),
            ];
            if (items.Any(item => item.IsOurs))
                leftovers.Add(candidate with { AwsPeeringId = half.Id, Leftovers = items, NextStep = NextStep });
        }

        return leftovers;
    }

    /// <summary>
    /// VPCs that only marks still speak of. Their range is what a connection, or a rule of ours, leads to.
    /// </summary>
    private IEnumerable<Vpc> Stubs(IEnumerable<Ec2SecurityGroup> groups, IEnumerable<Ec2Peering> connections)
    {
        foreach (var (platform, project) in context.Platforms().Select(platform => (platform.Name, platform.Project)))
        {
            var prefix = AwsNames.TagValue(new VpcPeering { Platform = platform, Project = project });
            var note = AwsNames.Rule(new VpcPeering { Project = project });
            Vpc Stub(string mark, string beginning, string? cidr, string? region) => new()
            {
                Platform = platform, Project = project, VpcId = mark[beginning.Length..], Cidr = cidr ?? "",
                Region = region ?? "", Cloud = Cloud.Aws, Session = context.Session,
            };

            foreach (var one in connections.Where(one => IsMark(one.Tags.GetValueOrDefault(AwsNames.TagKey), prefix)))
            {
                var cidr = one.Requester.Cidrs is [var first, ..] ? first : null;
                yield return Stub(one.Tags[AwsNames.TagKey], prefix, cidr, one.Requester.Region);
            }

            foreach (var group in groups)
            {
                var ranges = group.Outbound.SelectMany(rule => rule.Ranges).ToArray();
                if (IsMark(group.Tags.GetValueOrDefault(AwsNames.TagKey), prefix))
                    yield return Stub(group.Tags[AwsNames.TagKey], prefix,
                        ranges.FirstOrDefault(range => IsMark(range.Description, note))?.Cidr, region: null);
                foreach (var range in ranges.Where(range => IsMark(range.Description, note)))
                    yield return Stub(range.Description!, note, range.Cidr, region: null);
            }
        }
    }

    private static bool IsMark(string? text, string beginning) =>
        text?.StartsWith(beginning, StringComparison.Ordinal) == true;
}

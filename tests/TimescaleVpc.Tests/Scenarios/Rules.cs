using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>What there may be only one of.</summary>
internal static class Rules
{
    /// <summary>The AWS accounts that the two platforms peer from.</summary>
    public static readonly string[] PlatformAccounts = [TigerAgent.PlatformAccount, AwsLinks.Account];

    /// <param name="world">The world.</param>
    /// <param name="sideBySide">
    /// Whether two runs are at work: Timescale Cloud takes the request of each that asks before it sees the other's,
    /// and the second takes its own back.
    /// </param>
    public static IEnumerable<string> Twice(World world, bool sideBySide = false)
    {
        var keys = new HashSet<(object, object?, object?)>();
        foreach (var tag in world.Entra.Customer.Applications.SelectMany(app => app.Tags))
        {
            if (tag.StartsWith(Marks.Own, StringComparison.Ordinal) && !keys.Add((tag, null, null)))
                yield return $"Two applications have the tag '{tag}'";
        }

        foreach (var item in world.Mst.Connections)
        {
            if (!item.HasFailed && item.State != "DELETING"
                && !keys.Add((item.Vpc, $"{item.Account}/{item.Group}/{item.Network}".ToLowerInvariant(), item.Region)))
                yield return $"Two connections of {item.Vpc.Id} with {item.Network} live";
        }

        foreach (var item in sideBySide ? [] : world.Tiger.Peerings)
        {
            if (item.Status is "pending" or "approved" or "active" && !item.IsDeleting
                && !keys.Add((item.Vpc, item.Account, item.PeerVpcId)))
                yield return $"Two peerings of {item.Vpc.Id} with {item.PeerVpcId} live";
        }

        foreach (var item in sideBySide ? [] : world.Aws.Peerings.All)
        {
            if (item.IsLive && PlatformAccounts.Contains(item.Requester.Account)
                && !keys.Add((item.Requester.VpcId, item.Accepter.VpcId, null)))
                yield return $"Two peering connections of {item.Requester.VpcId} with {item.Accepter.VpcId} live";
        }

        foreach (var network in Fact.Networks(world))
        {
            foreach (var half in network.Peerings)
            {
                if (!keys.Add((network, half.RemoteId.ToLowerInvariant(), null)))
                    yield return $"Two links of {network.Name} lead to {half.RemoteId}";
            }
        }
    }
}

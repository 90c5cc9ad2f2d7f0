using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes in AWS beside the peering, by the customer's colleagues: filters and diversions.</summary>
internal static class AwsFilterChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddEgressRule", AddEgress),
        new("AddNetworkAclEntry", AddEntry),
        new("DeletePeeringByPlatform", DeleteByPlatform),
        new("DeleteRouteTarget", DeleteTarget),
        new("DetachSecurityGroup", Detach),
        new("RemoveEgressRule", RemoveEgress),
        new("RemoveNetworkAclEntry", RemoveEntry),
        new("SetSubnetAcl", SetSubnetAcl),
    ];

    /// <summary>An entry of a network ACL: the ACL, a subnet or a VPC (its default one), then the entry.</summary>
    private static void AddEntry(World world, string target)
    {
        var (place, text) = Split(target);
        Acl(world, place).Set(AclEntry.TryParse(text)
            ?? throw new ArgumentException($"'{text}' is no entry such as '{AclEntry.Form}'.", nameof(target)));
    }

    /// <summary>By number and direction: <c>acl-… 100 egress</c>.</summary>
    private static void RemoveEntry(World world, string target)
    {
        var parts = Arguments.Words(target, 3);
        if (AclEntry.TryNumber(parts[1]) is not { } number || AclEntry.Way(parts[2]) is not { } isEgress
            || !Acl(world, parts[0]).Remove(number, isEgress)) throw OutsideWorld.Unknown("network ACL entry", target);
    }

    /// <summary>Gives a subnet another ACL of its VPC: <c>subnet-… acl-…</c>, <c>default</c> or <c>new</c>.</summary>
    private static void SetSubnetAcl(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        var subnet = Subnet(world, parts[0]) ?? throw OutsideWorld.Unknown("subnet", parts[0]);
        var acls = subnet.Vpc.Acls;
        if (Same(parts[1], "new")) acls.Add(new NetworkAcl(world.Ids.Aws("acl", subnet.Id), subnet.Vpc));
        subnet.OwnAcl = parts[1].ToLowerInvariant() switch
        {
            "default" => null,
            "new" => acls[^1],
            var id => acls.Find(item => item.Id == id)
                ?? throw OutsideWorld.Unknown($"network ACL in {subnet.Vpc.Id}", parts[1]),
        };
    }

    /// <summary>The target of routes is deleted, which leaves them as they are: <c>nat-…</c>.</summary>
    private static void DeleteTarget(World world, string target)
    {
        if (target.StartsWith("pcx-", StringComparison.Ordinal))
            throw new ArgumentException("DeletePeering deletes a peering, and its routes stay.", nameof(target));
        var isFound = false;
        foreach (var routes in world.Aws.Tables.Select(table => table.Routes))
        {
            for (var at = 0; at < routes.Count; at++)
            {
                if (!Same(routes[at].Target, target)) continue;
                (routes[at], isFound) = (routes[at] with { IsTargetGone = true }, true);
            }
        }

        if (!isFound) throw OutsideWorld.Unknown("route to", target);
    }

    /// <summary>A rule that lets out: <c>sg-… tcp 5432 10.30.0.0/20</c>, <c>sg-… all * 0.0.0.0/0</c>.</summary>
    private static void AddEgress(World world, string target)
    {
        var (group, key) = GroupAndRule(world, target);
        if (!group.Rules.Exists(item => item.IsEgress && item.Key == key))
            world.Aws.AddRule(group, isEgress: true, key);
    }

    /// <summary>A rule that lets out, written as for AddEgressRule, or all of a group by its id.</summary>
    private static void RemoveEgress(World world, string target)
    {
        if (!target.Contains(' ', StringComparison.Ordinal))
        {
            AwsChanges.Group(world, target).Rules.RemoveAll(item => item.IsEgress);
            return;
        }

        var (group, key) = GroupAndRule(world, target);
        if (group.Rules.RemoveAll(item => item.IsEgress && item.Key == key) == 0)
            throw OutsideWorld.Unknown("egress rule", target);
    }

    /// <summary>Takes a group off an interface: <c>eni-… sg-…</c>.</summary>
    private static void Detach(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        var port = AwsChanges.Interface(world, parts[0]);
        if (!port.Groups.Remove(AwsChanges.Group(world, parts[1])))
            throw OutsideWorld.Unknown($"security group on {port.Id}", parts[1]);
    }

    /// <summary>The platform's account deletes an active peering, and the platform still keeps its half.</summary>
    private static void DeleteByPlatform(World world, string target)
    {
        var item = AwsChanges.Peering(world, target);
        if (!item.IsActive) throw OutsideWorld.Unknown("AWS peering that is active", target);
        world.Aws.Peerings.Delete(item, item.Requester);
    }

    private static (SecurityGroup Group, RuleKey Key) GroupAndRule(World world, string target)
    {
        var (place, text) = Split(target);
        return (AwsChanges.Group(world, place), RuleKey.TryParse(text)
            ?? throw new ArgumentException($"'{text}' is no rule such as 'tcp 5432 10.30.0.0/20'.", nameof(target)));
    }

    private static NetworkAcl Acl(World world, string id) => world.Aws.Acls.FirstOrDefault(item => Same(item.Id, id))
        ?? Subnet(world, id)?.Acl ?? world.Aws.Vpcs.Find(item => Same(item.Id, id))?.Acls[0]
        ?? throw OutsideWorld.Unknown("network ACL", id);

    private static AwsSubnet? Subnet(World world, string id) => world.Aws.Subnets.Find(item => Same(item.Id, id));

    private static (string Place, string Text) Split(string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }
}

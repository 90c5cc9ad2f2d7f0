using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes in AWS from outside: by the customer, by other accounts and by time.</summary>
internal static class AwsChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddRoute", AddRoute),
        new("AddVpcCidr", AddCidr),
        new("AttachSecurityGroup", AttachGroup),
        new("DeletePeering", DeletePeering),
        new("DeleteRoute", DeleteRoute),
        new("DeleteSecurityGroup", DeleteGroup),
        new("DisableDnsHostnames", (world, target) => Vpc(world, target).DnsHostnames = false),
        new("DisableDnsSupport", (world, target) => Vpc(world, target).DnsSupport = false),
        new("EnableDnsHostnames", (world, target) => Vpc(world, target).DnsHostnames = true),
        new("EnableDnsSupport", (world, target) => Vpc(world, target).DnsSupport = true),
        new("DropIamAction", Drop, [.. AwsPolicies.Admin().SelectMany(item => item.Actions)]),
        new("ExpireAwsKeys", ExpireKeys),
        new("ExpirePeeringRequest", (world, target) => world.Aws.Peerings.Expire(Peering(world, target))),
        new("PhishingRequest", Phish),
        new("RemoveVpcCidr", RemoveCidr),
    ];

    /// <summary>The target is a user, a role, or <c>*</c> for all of the customer's accounts.</summary>
    private static void Drop(World world, string action, string target)
    {
        var sets = world.Aws.Identities.Users.Where(item => world.Aws.IsOwn(item.Account))
            .Where(item => target == "*" || item.HasName(target)).Select(item => item.RemovedActions)
            .Concat(world.Aws.Identities.Roles.Where(item => target == "*" || Same(item.Name, target) ||
                Same(item.Arn, target)).Select(item => item.Dropped)).ToList();
        if (sets.Count == 0) throw OutsideWorld.Unknown("AWS principal", target);
        foreach (var actions in sets) actions.Add(action);
    }

    /// <summary>
    /// Another request like Timescale's, all arguments optional:
    /// <c>account=…;cidr=…;region=…;vpc=…;to=…</c>, where <c>to</c> is the customer's VPC.
    /// </summary>
    private static void Phish(World world, string target)
    {
        var arguments = Arguments.Read(target, "account", "cidr", "region", "vpc", "to");
        var to = Vpc(world, arguments.GetValueOrDefault("to", AwsDefaults.MainVpc));
        var account = arguments.GetValueOrDefault("account", AwsDefaults.Stranger);
        var cidr = arguments.GetValueOrDefault("cidr", "10.30.0.0/20");
        var region = arguments.GetValueOrDefault("region", to.Region);
        if (Cidr.Canonical(cidr) != cidr) throw OutsideWorld.Unknown("range", cidr);
        var id = arguments.GetValueOrDefault("vpc") ?? world.Ids.Aws("vpc", $"stranger/{account}/{region}/{cidr}");
        var ownVpc = world.Aws.AddVpc(id, account, region, cidr);
        var peering = world.Aws.Peerings.Open(ownVpc, to.Account, to.Region, to.Id, visibleFrom: world.Now);
        peering.Requester.Tags["Name"] = "timescale-demo-cloud-prod";
    }

    /// <summary>A range of a VPC: <c>vpc-… 10.52.0.0/16</c>.</summary>
    private static void AddCidr(World world, string target)
    {
        var (vpc, cidr) = VpcAndRange(world, target);
        vpc.Ranges.Add((cidr, world.Ids.Aws("vpc-cidr-assoc", $"{vpc.Id}/{cidr}")));
        world.Mst.Agent.LearnLater(vpc.Id);
    }

    private static void RemoveCidr(World world, string target)
    {
        var (vpc, cidr) = VpcAndRange(world, target);
        if (vpc.Cidrs.First() == cidr || vpc.Ranges.RemoveAll(item => item.Cidr == cidr) == 0)
            throw OutsideWorld.Unknown("secondary range", target);
    }

    /// <summary>A route to anything: <c>rtb-… 10.30.0.0/20 nat-…</c>. A table has one for each destination.</summary>
    private static void AddRoute(World world, string target)
    {
        var parts = Arguments.Words(target, 3);
        var table = Table(world, parts[0]);
        table.Routes.RemoveAll(item => item.Destination == parts[1]);
        table.Routes.Add(AwsRoute.To(parts[1], parts[2]));
    }

    /// <summary>A route by table and destination, or all routes to a peering by its id.</summary>
    private static void DeleteRoute(World world, string target)
    {
        var parts = target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = world.Aws.Tables.Sum(table => table.Routes.RemoveAll(item => parts.Length == 1
            ? Same(item.PeeringId, parts[0])
            : Same(table.Id, parts[0]) && item.Destination == parts[1]));
        if (count == 0) throw OutsideWorld.Unknown("route", target);
    }

    /// <summary>Ends a peering from the customer's account: a pending one is rejected, an active one deleted.</summary>
    private static void DeletePeering(World world, string target)
    {
        var item = Peering(world, target);
        if (item.Status == "pending-acceptance") world.Aws.Peerings.Reject(item);
        else if (item.IsActive) world.Aws.Peerings.Delete(item, item.Accepter);
        else throw OutsideWorld.Unknown("AWS peering that is pending or active", target);
    }

    private static void DeleteGroup(World world, string target)
    {
        var group = Group(world, target);
        foreach (var item in world.Aws.Interfaces) item.Groups.Remove(group);
        world.Aws.Groups.Remove(group);
    }

    /// <summary>Attaches a group to an interface: <c>eni-… sg-…</c>.</summary>
    private static void AttachGroup(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        var port = Interface(world, parts[0]);
        var group = Group(world, parts[1]);
        if (group.Vpc != port.Subnet.Vpc)
            throw OutsideWorld.Unknown($"security group in {port.Subnet.Vpc.Id}", parts[1]);
        port.Groups.Add(group);
    }

    /// <summary>The keys of a user or of all sessions of a role end now.</summary>
    private static void ExpireKeys(World world, string target)
    {
        var keys = world.Aws.Identities.Keys.FindAll(item => item.Principal.HasName(target) || Same(item.Id, target));
        if (keys.Count == 0) throw OutsideWorld.Unknown("AWS principal", target);
        foreach (var key in keys) key.EndsAt = world.Now;
    }

    private static (Ec2Vpc Vpc, string Cidr) VpcAndRange(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        return Cidr.Canonical(parts[1]) == parts[1]
            ? (Vpc(world, parts[0]), parts[1])
            : throw OutsideWorld.Unknown("range", parts[1]);
    }

    public static Ec2Vpc Vpc(World world, string id) =>
        world.Aws.Vpcs.Find(item => Same(item.Id, id)) ?? throw OutsideWorld.Unknown("AWS VPC", id);

    public static AwsPeering Peering(World world, string id) =>
        world.Aws.Peerings.Find(id) ?? throw OutsideWorld.Unknown("AWS peering", id);

    public static AwsRouteTable Table(World world, string id) =>
        world.Aws.Tables.Find(item => Same(item.Id, id)) ?? throw OutsideWorld.Unknown("route table", id);

    public static NetworkInterface Interface(World world, string id) =>
        world.Aws.Interfaces.Find(item => Same(item.Id, id)) ?? throw OutsideWorld.Unknown("network interface", id);

    public static SecurityGroup Group(World world, string id) =>
        world.Aws.Groups.Find(item => Same(item.Id, id)) ?? throw OutsideWorld.Unknown("security group", id);
}

using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The state of EC2 in all accounts and regions; a request sees its own only.</summary>
internal sealed class AwsState(World world)
{
    public AwsIdentities Identities { get; } = new();

    /// <summary>The customer's own profiles; the first is the admin's.</summary>
    public List<SandboxAwsCredential> Profiles { get; } = [];

    public List<Ec2Vpc> Vpcs { get; } = [];

    public List<AwsSubnet> Subnets { get; } = [];

    public List<AwsRouteTable> Tables { get; } = [];

    public List<SecurityGroup> Groups { get; } = [];

    public List<NetworkInterface> Interfaces { get; } = [];

    public IEnumerable<NetworkAcl> Acls => Vpcs.SelectMany(item => item.Acls);

    public PeeringStore Peerings { get; } = new(world);

    /// <summary>All that can be tagged, peerings apart.</summary>
    public IEnumerable<IAwsResource> Resources =>
    [
        .. Vpcs, .. Subnets, .. Tables, .. Groups, .. Groups.SelectMany(item => item.Rules), .. Interfaces,
        .. Acls,
    ];

    public Ec2Vpc AddVpc(string id, string account, string region, params string[] cidrs)
    {
        var vpc = new Ec2Vpc(id, account, region);
        foreach (var cidr in cidrs) vpc.Ranges.Add((cidr, world.Ids.Aws("vpc-cidr-assoc", $"{id}/{cidr}")));
        vpc.Acls.Add(new NetworkAcl(id.Replace("vpc-", "acl-", StringComparison.Ordinal), vpc, isDefault: true));
        Vpcs.Add(vpc);
        return vpc;
    }

    /// <summary>Whether the customer can sign in to an account.</summary>
    public bool IsOwn(string account) => Profiles.Exists(item => item.Account == account);

    public SecurityGroup AddGroup(Ec2Vpc vpc, string id, string name, string description,
        DateTimeOffset visibleAt = default)
    {
        var group = new SecurityGroup(id, vpc, name, description) { VisibleAt = visibleAt };
        AddRule(group, isEgress: true, new RuleKey("-1") { Ipv4 = "0.0.0.0/0" });
        if (vpc.Ipv6Ranges.Count > 0) AddRule(group, isEgress: true, new RuleKey("-1") { Ipv6 = "::/0" });
        Groups.Add(group);
        return group;
    }

    public GroupRule AddRule(SecurityGroup group, bool isEgress, RuleKey key, string? description = null)
    {
        var rule = new GroupRule(world.Ids.Aws("sgr", $"{group.Id}/{isEgress}/{key}"), group, isEgress, key)
        {
            Description = description,
        };
        group.Rules.Add(rule);
        return rule;
    }

    /// <summary>The table that decides for a subnet: its own, else the VPC's main one.</summary>
    public AwsRouteTable? TableOf(AwsSubnet subnet) =>
        Tables.Find(item => item.Associations.Exists(tie => tie.Subnet == subnet)) ??
        Tables.Find(item => item.Vpc == subnet.Vpc && item.IsMain);

    /// <summary>A route over a peering works only while that is active and joins the table's VPC.</summary>
    public string StateOf(AwsRouteTable table, AwsRoute route) => !route.IsTargetGone &&
        (route.PeeringId is not { } id || Peerings.Find(id) is { IsActive: true } peering && peering.Joins(table.Vpc))
            ? "active"
            : "blackhole";
}

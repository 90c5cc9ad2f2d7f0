using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Sts;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The customer's AWS account in the default world, and an unsolicited request of another account.</summary>
internal static class AwsDefaults
{
    public const string Account = "111122223333";
    public const string Stranger = "999988887777";
    public const string MainVpc = "vpc-0a1b2c3d4e5f60718";
    public const string EuropeanVpc = "vpc-0b2c3d4e5f6071829";
    public const string PhishingRequest = "pcx-0a1b2c3d4e5fbad01";

    public static IReadOnlyList<SandboxAwsCredential> Credentials { get; } =
    [
        Key("sandbox", "AKIASANDBOXADMIN0001", "sbx-aws-admin-2Lq80", "us-east-1"),
        Key("sandbox-reader", "AKIASANDBOXREADER001", "sbx-aws-reader-5Tn31", "us-east-1"),
        Key("sandbox-least", "AKIASANDBOXLEAST0001", "sbx-aws-least-8Wd64", "us-east-1"),
    ];

    /// <summary>Keys of the other accounts, for tests that act for them.</summary>
    public static IReadOnlyList<SandboxAwsCredential> OtherAccounts { get; } =
    [
        new("stranger", "AKIASANDBOXSTRANGER1", "sbx-aws-stranger-1Zr77", Stranger, "us-east-1"),
        new("platform", "AKIASANDBOXPLATFORM1", "sbx-aws-platform-6Bk42", TigerAgent.PlatformAccount, "us-east-1"),
    ];

    public static void Build(World world, bool isEmpty)
    {
        world.Aws.Profiles.AddRange(Credentials);
        Principals(world.Aws.Identities);
        if (isEmpty) return;
        UsEast(world.Aws);
        EuWest(world.Aws);
        Phishing(world);
    }

    /// <summary>Whether an account is the platforms' or a stranger's.</summary>
    public static bool IsForeign(string account) =>
        account == AwsLinks.Account || OtherAccounts.Any(item => item.Account == account);

    public static AwsSubnet Subnet(AwsState aws, Ec2Vpc vpc, string id, string cidr, string zone)
    {
        var subnet = new AwsSubnet(id, vpc, cidr, zone);
        aws.Subnets.Add(subnet);
        return subnet;
    }

    /// <summary>A route table; the main one if it is not associated with a subnet.</summary>
    public static AwsRouteTable Table(AwsState aws, Ec2Vpc vpc, string id, AwsSubnet? subnet)
    {
        var table = new AwsRouteTable(id, vpc);
        table.Associations.Add(new RouteAssociation(id.Replace("rtb-", "rtbassoc-", StringComparison.Ordinal), subnet));
        aws.Tables.Add(table);
        return table;
    }

    private static void Principals(AwsIdentities identities)
    {
        List<PolicyStatement>[] policies =
            [AwsPolicies.Admin(), AwsPolicies.Reader(), AwsPolicies.Least(Account, TigerAgent.PlatformAccount)];
        foreach (var (key, policy) in Credentials.Zip(policies))
            identities.AddUser(key.Account, key.Profile, key.AccessKeyId, key.SecretKey, policy);
        foreach (var key in OtherAccounts)
            identities.AddUser(key.Account, key.Profile, key.AccessKeyId, key.SecretKey, AwsPolicies.Admin());
        identities.Roles.Add(new AwsRole(Account, "sandbox-peering", AwsPolicies.Admin()));
    }

    private static void UsEast(AwsState aws)
    {
        var vpc = aws.AddVpc(MainVpc, Account, "us-east-1", "10.50.0.0/16", "10.51.0.0/16");
        vpc.Tags["Name"] = "prod";
        AwsSubnet[] subnets =
        [
            Subnet(aws, vpc, "subnet-0a1b2c3d4e5f60001", "10.50.1.0/24", "us-east-1a"),
            Subnet(aws, vpc, "subnet-0a1b2c3d4e5f60002", "10.50.2.0/24", "us-east-1b"),
            Subnet(aws, vpc, "subnet-0a1b2c3d4e5f60003", "10.51.1.0/24", "us-east-1c"),
        ];
        // The first subnet is associated with no table, so the main one decides for it.
        Table(aws, vpc, "rtb-0a1b2c3d4e5f60001", null).Tags["Name"] = "main";
        Table(aws, vpc, "rtb-0a1b2c3d4e5f60002", subnets[1]).Tags["Name"] = "apps";
        Table(aws, vpc, "rtb-0a1b2c3d4e5f60003", subnets[2]).Tags["Name"] = "batch";
        var group = aws.AddGroup(vpc, "sg-0a1b2c3d4e5f60001", "default", "default VPC security group");
        var port = new NetworkInterface("eni-0a1b2c3d4e5f60001", subnets[0], "10.50.1.20")
        {
            InstanceId = "i-0a1b2c3d4e5f60001",
        };
        port.Groups.Add(group);
        port.Tags["Name"] = "app-1";
        aws.Interfaces.Add(port);
    }

    private static void EuWest(AwsState aws)
    {
        var vpc = aws.AddVpc(EuropeanVpc, Account, "eu-west-1", "10.60.0.0/16");
        vpc.Tags["Name"] = "reporting";
        Subnet(aws, vpc, "subnet-0b2c3d4e5f6070001", "10.60.1.0/24", "eu-west-1a");
        Table(aws, vpc, "rtb-0b2c3d4e5f6070001", null);
        aws.AddGroup(vpc, "sg-0b2c3d4e5f6070001", "default", "default VPC security group");
    }

    // The range of the product's own example, and a name as Timescale's would be, if tags crossed accounts.
    private static void Phishing(World world)
    {
        var phishingVpc = world.Aws.AddVpc("vpc-0c3d4e5f60718bad0", Stranger, "us-east-1", "10.30.0.0/20");
        var request = world.Aws.Peerings.Open(phishingVpc, Account, "us-east-1", MainVpc, PhishingRequest, World.Start);
        request.Requester.Tags["Name"] = "timescale-demo-cloud-prod";
    }

    private static SandboxAwsCredential Key(string profile, string id, string secret, string region) =>
        new(profile, id, secret, Account, region);
}

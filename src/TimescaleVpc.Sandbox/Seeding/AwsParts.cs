using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Network;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Profiles and VPCs of the customer.</summary>
internal sealed partial class AwsParts(World world, RollbackLog rollback)
{
    private static readonly string[] Policies = ["Admin", "Reader", "Least"];

    public IEnumerable<PartKind> Kinds =>
    [
        new("AwsProfile", ["Name"], ["Account", "Region", "Policy"], AddProfile),
        new("AwsVpc", ["Region", "CidrBlock"], ["Name", "Account", "Route", "NetworkAclEntry"], AddVpc),
    ];

    /// <summary>A user with a key, in an account that need not be known yet.</summary>
    private void AddProfile(Part part)
    {
        var name = part.Text("Name");
        if (world.Aws.Profiles.Exists(item => Same(item.Profile, name))) throw part.Refused("Name", name, "is taken");
        var account = part.TextOrNull("Account") ?? AwsDefaults.Account;
        if (!AccountId().IsMatch(account)) throw part.Refused("Account", account, "has not 12 digits");
        if (AwsDefaults.IsForeign(account)) throw part.Refused("Account", account, "belongs to somebody else here");
        var region = Region(part, part.TextOrNull("Region") ?? world.Aws.Profiles[0].Region);
        var policy = part.TextOrNull("Policy") ?? Policies[0];
        if (!Policies.Contains(policy, StringComparer.OrdinalIgnoreCase))
            throw part.Refused("Policy", policy, $"is none of {string.Join(", ", Policies)}");

        rollback.Snapshot(world.Aws.Profiles);
        rollback.Snapshot(world.Aws.Identities.Keys);
        var key = $"AKIA{world.Ids.Text("access-key", $"{account}/{name}").ToUpperInvariant()[..16]}";
        var credential = new SandboxAwsCredential(
            name, key, world.Ids.Text("secret-key", $"{account}/{name}"), account, region);
        world.Aws.Profiles.Add(credential);
        world.Aws.Identities.AddUser(account, name, key, credential.SecretKey, policy.ToUpperInvariant() switch
        {
            "READER" => AwsPolicies.Reader(),
            "LEAST" => AwsPolicies.Least(account, TigerAgent.PlatformAccount),
            _ => AwsPolicies.Admin(),
        });
    }

    /// <summary>
    /// Adds a VPC with the main route table and the default group that EC2 creates, and a subnet in each range.
    /// </summary>
    private void AddVpc(Part part)
    {
        var account = part.TextOrNull("Account") ?? AwsDefaults.Account;
        if (!world.Aws.IsOwn(account))
            throw part.Refused("Account", account, "has no profile here: add one with -AwsProfile");
        var region = Region(part, part.Text("Region"));
        var ranges = part.Texts("CidrBlock");
        Ranges.Check(part, "CidrBlock", ranges, 16, 28);

        var aws = world.Aws;
        rollback.Snapshot(aws.Vpcs);
        rollback.Snapshot(aws.Subnets);
        rollback.Snapshot(aws.Tables);
        rollback.Snapshot(aws.Groups);
        var vpc = aws.AddVpc(world.Ids.Aws("vpc", $"{account}/{region}/{ranges[0]}"), account, region, ranges);
        if (part.TextOrNull("Name") is { } name) vpc.Tags["Name"] = name;
        foreach (var range in ranges)
        {
            var subnet = Ranges.First(range, 24);
            AwsDefaults.Subnet(aws, vpc, world.Ids.Aws("subnet", $"{vpc.Id}/{subnet}"), subnet, $"{region}a");
        }

        var table = AwsDefaults.Table(aws, vpc, world.Ids.Aws("rtb", vpc.Id), null);
        foreach (var text in part.TextsOrNone("Route")) table.Routes.Add(ReadRoute(part, text));
        foreach (var text in part.TextsOrNone("NetworkAclEntry")) vpc.Acls[0].Set(AclEntry.TryParse(text)
            ?? throw part.Refused("NetworkAclEntry", text, $"is no entry such as '{AclEntry.Form}'"));
        aws.AddGroup(vpc, world.Ids.Aws("sg", vpc.Id), "default", "default VPC security group");
    }

    /// <summary>A route of the main table: range and target.</summary>
    private static AwsRoute ReadRoute(Part part, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var range, var target]
        && Cidr.Parse(range) is not null
            ? AwsRoute.To(range, target)
            : throw part.Refused("Route", text, "is no route such as '10.30.0.0/21 nat-0123456789abcdef0'");

    private static string Region(Part part, string region) => Ec2Regions.Enabled.Contains(region)
        ? region
        : throw part.Refused("Region", region, $"is none of {string.Join(", ", Ec2Regions.Enabled)}");

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();
}

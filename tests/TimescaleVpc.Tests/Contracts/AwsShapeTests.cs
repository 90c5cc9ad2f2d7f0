using System.Text.RegularExpressions;
using System.Xml.Linq;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Sandbox.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// The sandbox in situations that were recorded of real AWS: the same members are there, and the same words.
/// </summary>
public sealed partial class AwsShapeTests : IDisposable
{
    private const string Stranger = "pcx-0a1b2c3d4e5fbad01";

    private readonly AwsClient client = new();
    private readonly List<string> faults = [];

    public void Dispose() => client.Dispose();

    [SharedDataFact(AwsRecordings.One)]
    public async Task A_peering_shows_what_was_recorded_in_each_state()
    {
        const string Set = "vpcPeeringConnectionSet";
        // Kept before regions and further ranges were shown.
        string[] later = ["requesterVpcInfo.region", "accepterVpcInfo.region",
            "requesterVpcInfo.cidrBlockSet.item.cidrBlock", "accepterVpcInfo.cidrBlockSet.item.cidrBlock"];
        Task<XmlReply> Describe(string id) =>
            client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={id}");
        XElement One(XmlReply reply) => reply.Elements($"{Set}.item").Single();

        var creation = await client.Ok("CreateVpcPeeringConnection", $"VpcId={AwsClient.MainVpc}",
            $"PeerVpcId={AwsClient.EuropeanVpc}", "PeerRegion=eu-west-1");
        var id = creation["vpcPeeringConnection.vpcPeeringConnectionId"]!;
        Same("cloud-custodian", "initiating-request", creation.Elements("vpcPeeringConnection").Single(), later);
        Same("localstack-snapshots", "pending-acceptance", One(await Describe(id)));
        client.Wait(10);
        client.Region = "eu-west-1";
        var acceptance = await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={id}");
        Same("cloud-custodian", "provisioning", acceptance.Elements("vpcPeeringConnection").Single(), later);
        client.Wait(600);
        Same("localstack-snapshots", "active", One(await Describe(id)));
        client.Region = "us-east-1";
        Same("localstack-snapshots", "active", One(await Describe(id)));
        await client.Ok("DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={id}");
        client.Wait(60);
        Same("batfish", "deleted", One(await Describe(id)));

        // Two accounts, from each of them.
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={Stranger}");
        client.Wait(10);
        Same("batfish", "active", One(await Describe(Stranger)), pick: one => !HasOptions(one, "requesterVpcInfo"));
        await client.As("stranger", "us-east-1", async () =>
        {
            Same("batfish", "active", One(await Describe(Stranger)), pick: one => !HasOptions(one, "accepterVpcInfo"));
            return 0;
        });
        var failedReply = await client.Ok("CreateVpcPeeringConnection", $"VpcId={AwsClient.MainVpc}",
            "PeerVpcId=vpc-00000000000000000");
        Same("batfish", "failed", One(await Describe(failedReply["vpcPeeringConnection.vpcPeeringConnectionId"]!)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [SharedDataFact(AwsRecordings.One)]
    public async Task Each_item_of_a_list_has_members_that_were_recorded_together()
    {
        var walk = await new AwsWalk(client).Active();
        await walk.Route();
        var group = (await client.Ok("CreateSecurityGroup", "GroupName=a", "GroupDescription=b",
            $"VpcId={AwsClient.MainVpc}"))["groupId"]!;
        client.Wait(5);
        await client.Ok("AuthorizeSecurityGroupEgress", $"GroupId={group}", "IpPermissions.1.IpProtocol=tcp",
            "IpPermissions.1.FromPort=1", "IpPermissions.1.ToPort=2", "IpPermissions.1.IpRanges.1.CidrIp=10.30.0.0/20");
        await client.Ok("CreateTags", $"ResourceId.1={AwsClient.MainVpc}", "Tag.1.Key=k", "Tag.1.Value=v");
        foreach (var (action, lists) in new (string, string[])[]
        {
            ("DescribeVpcs", ["vpcSet"]), ("DescribeSubnets", ["subnetSet"]),
            ("DescribeRouteTables",
                ["routeTableSet", "routeTableSet.item.routeSet", "routeTableSet.item.associationSet"]),
            ("DescribeSecurityGroups", ["securityGroupInfo", "securityGroupInfo.item.ipPermissionsEgress"]),
            ("DescribeNetworkInterfaces",
                ["networkInterfaceSet", "networkInterfaceSet.item.privateIpAddressesSet"]),
        })
        {
            var answer = await client.Ok(action);
            foreach (var list in lists)
            {
                var recorded = AwsRecordings.All.Where(item => item.Action == action && item.Status == 200
                        && AwsRecordings.Strong.Contains(item.File))
                    .SelectMany(item => new XmlReply(200, item.Xml).Elements($"{list}.item"))
                    .Select(Members).ToHashSet();
                foreach (var one in answer.Elements($"{list}.item").Select(Members).Distinct())
                    if (!recorded.Contains(one))
                        faults.Add($"{list}: {one} is none of\n  {string.Join("\n  ", recorded)}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [SharedDataFact(AwsRecordings.One)]
    public async Task Refusals_have_the_recorded_words()
    {
        var walk = await new AwsWalk(client).Pending();
        var pcx = $"VpcPeeringConnectionId={walk.Pcx}";
        string[] route =
            [$"RouteTableId={AwsWalk.MainTable}", "DestinationCidrBlock=10.30.0.0/20", pcx];
        string[] group = ["GroupName=a", "GroupDescription=b", $"VpcId={AwsClient.MainVpc}"];
        await client.Ok("CreateRoute", route);
        var groupId = (await client.Ok("CreateSecurityGroup", group))["groupId"];
        client.Wait(5);
        await client.Ok("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={AwsWalk.Interface}",
            $"SecurityGroupId.1={AwsWalk.DefaultGroup}", $"SecurityGroupId.2={groupId}");
        await client.Ok("RejectVpcPeeringConnection", $"VpcPeeringConnectionId={Stranger}");

        await Same("InvalidRouteTableID.NotFound", "DescribeRouteTables", "RouteTableId.1=rtb-4FC866A0");
        await Same("InvalidSubnetID.NotFound", "DescribeSubnets", "SubnetId.1=subnet-1");
        await Same("InvalidNetworkInterfaceID.NotFound", "DescribeNetworkInterfaces", "NetworkInterfaceId.1=eni-1");
        await Same("InvalidGroup.NotFound", "DescribeSecurityGroups", "GroupId.1=sg-1");
        await Same("RouteAlreadyExists", "CreateRoute", route);
        await Same("InvalidGroup.Duplicate", "CreateSecurityGroup", group);
        await Same("DependencyViolation", "DeleteSecurityGroup", $"GroupId={groupId}");
        await Same("InvalidStateTransition", "DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={Stranger}");
        await Same("InvalidVpcPeeringConnectionId.Malformed", "DescribeVpcPeeringConnections",
            "VpcPeeringConnectionId.1=5db");
        await Same("OperationNotPermitted", "ModifyVpcPeeringConnectionOptions", pcx,
            "AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true");
        await Same("DryRunOperation", "DescribeVpcs", "DryRun=true");
        await Same("InvalidAction", "DoNothing");
        foreach (var ports in new string[][] { ["-1"], ["tcp", "0", "65535"] })
        {
            string[] rule =
            [
                $"GroupId={AwsWalk.DefaultGroup}", $"IpPermissions.1.IpProtocol={ports[0]}",
                .. ports.Length == 1 ? Array.Empty<string>()
                    : [$"IpPermissions.1.FromPort={ports[1]}", $"IpPermissions.1.ToPort={ports[2]}"],
                "IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0",
            ];
            await client.Ec2("AuthorizeSecurityGroupEgress", rule);
            await Same("InvalidPermission.Duplicate", "AuthorizeSecurityGroupEgress", rule);
        }

        client.Keys = client.Profile("sandbox-reader");
        await Same("UnauthorizedOperation", "CreateRoute", route);
        client.Keys = client.Keys with { KeyId = "AKIANOBODY" };
        await Same("AuthFailure", "DescribeVpcs");
        await Same("InvalidClientTokenId", "GetCallerIdentity");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Holds a peering against a recorded one of the same state.</summary>
    private void Same(
        string file, string state, XElement item, string[]? later = null, Func<XElement, bool>? pick = null)
    {
        var recorded = AwsRecordings.All.Where(one => one.File == file && one.Status == 200)
            .SelectMany(one => one.Root.DescendantsAndSelf())
            .Where(one => one.Name.LocalName is "item" or "vpcPeeringConnection"
                && Text(one, "status.code") == state
                && Text(one, "requesterVpcInfo.region") is not null == (later is null)
                && (pick is null || pick(one))).First();
        var (recordedPaths, paths) = (Paths(recorded), Paths(item));
        foreach (var path in recordedPaths.Except(paths)) faults.Add($"{state}: {path} is missing");
        foreach (var path in paths.Except(recordedPaths).Except(later ?? []))
            faults.Add($"{state}: {path} is too much");
        if (Words(Text(recorded, "status.message")) != Words(Text(item, "status.message")))
            faults.Add($"{state}: '{Text(item, "status.message")}', not '{Text(recorded, "status.message")}'");
    }

    /// <summary>Holds a refusal against the recorded ones of the code.</summary>
    private async Task Same(string code, string action, params string[] parameters)
    {
        var reply = action == "GetCallerIdentity" ? await client.Sts(action) : await client.Ec2(action, parameters);
        var recorded = AwsRecordings.All.Where(item => item.Code == code).ToArray();
        var fits = recorded.Any(item => item.Status == reply.Status && reply.Code == code
            && Words(reply.Message)!.StartsWith(Words(item.Message)!, StringComparison.Ordinal));
        if (!fits) faults.Add($"{code}: {reply.Status} {reply.Code} {reply.Message} is none of "
            + string.Join(" | ", recorded.Select(item => $"{item.Status} {item.Message}")));
    }

    private static HashSet<string> Paths(XElement item) => [.. item.Descendants()
        .Where(one => (one.Name.LocalName == "tagSet" || !one.HasElements)
            && one.Ancestors().All(above => above.Name.LocalName != "tagSet"))
        .Select(one => string.Join('.', one.AncestorsAndSelf().TakeWhile(above => above != item).Reverse()
            .Select(above => above.Name.LocalName)))];

    private static bool HasOptions(XElement item, string side) => item.Elements()
        .Single(one => one.Name.LocalName == side).Elements().Any(one => one.Name.LocalName == "peeringOptions");

    private static string Members(XElement item) => string.Join(',', item.Elements()
        .Select(one => one.Name.LocalName).Where(name => name != "securityGroupArn").Order(StringComparer.Ordinal));

    private static string? Text(XElement item, string path) => path.Split('.').Aggregate(
        (IEnumerable<XElement>)[item], (from, name) => from.Elements().Where(one => one.Name.LocalName == name))
        .FirstOrDefault()?.Value;

    private static string? Words(string? text) => text is null ? null : Named().Replace(text.TrimEnd('.'), "X");

    [GeneratedRegex(@"\b(?:pcx|sg|rtb|vpc|eni|subnet)-\w+|\b\d{12}\b|\b\d+\.\d+\.\d+\.\d+/\d+|'[^']*'|arn:\S+|ec2:\w+"
        + @"|DescribeVpcPeeringConnections|DoNothing|""\w+""|Encoded authorization failure message:.*|port: \d+"
        + "|UDP|TCP")]
    private static partial Regex Named();
}

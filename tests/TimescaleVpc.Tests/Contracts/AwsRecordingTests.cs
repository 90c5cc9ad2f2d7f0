using System.Xml.Linq;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>The engine on what real AWS has answered.</summary>
public sealed class AwsRecordingTests
{
    [SharedDataFact(AwsRecordings.One)]
    public async Task Every_recorded_answer_is_read()
    {
        var (faults, read) = (new List<string>(), new HashSet<string>());
        foreach (var item in AwsRecordings.All.Where(item => item.Status == 200))
        {
            // One page of a longer list.
            var page = new XElement(item.Root);
            page.Elements().Where(one => one.Name.LocalName == "nextToken").Remove();
            using var bench = Ec2Bench.Answering(page.ToString());
            try
            {
                if (Ec2Actions.Reads.TryGetValue(item.Action, out var list))
                {
                    var ids = await list(bench.Ec2, Ec2Query.All);
                    Assert.Equal(Ec2Actions.IdsIn(item.Action, page.ToString()).Order(), ids.Order());
                    await DetailsAsync(bench.Ec2, item, page);
                }
                else if (Ec2Actions.Changes.TryGetValue(item.Action, out var change))
                {
                    await change(bench.Ec2);
                }
                else if (item.Action == "GetCallerIdentity")
                {
                    var accountId = await bench.Clients.Sts().GetCallerAccountAsync(default);
                    Assert.Equal(Value(page, "Account"), accountId);
                }
                else
                {
                    continue;
                }

                read.Add(item.Action);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                faults.Add($"{item} {item.What}: {error.GetType().Name} {error.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // No recording has network ACLs; NetworkAclReadTests has the one of the documentation.
        Assert.Equal(["DescribeNetworkAcls"], Ec2Actions.Reads.Keys.Except(read));
        Assert.Superset(
            new HashSet<string>
            {
                "AcceptVpcPeeringConnection", "CreateSecurityGroup", "CreateTags", "DeleteSecurityGroup",
                "DeleteVpcPeeringConnection", "GetCallerIdentity", "ModifyVpcPeeringConnectionOptions",
            },
            read);
    }

    [SharedDataFact(AwsRecordings.One)]
    public async Task Every_recorded_error_keeps_its_code_and_words()
    {
        var faults = new List<string>();
        foreach (var item in AwsRecordings.All.Where(item => item.Status >= 400))
        {
            using var bench = Ec2Bench.Answering(item.Xml, item.Status);
            var call = item.Service == "sts" ? () => bench.Clients.Sts().GetCallerAccountAsync(default)
                : Ec2Actions.Changes.TryGetValue(item.Action, out var change) ? () => change(bench.Ec2)
                : (Func<Task>)(() => Ec2Actions.Reads.GetValueOrDefault(item.Action, Ec2Actions.Reads["DescribeVpcs"])(
                    bench.Ec2, Ec2Query.All));
            var error = await Record.ExceptionAsync(call) as Ec2Exception;
            if ((error?.Status, error?.Code, error?.Refusal.Message.Trim())
                != (item.Status, item.Code, item.Message.Trim()))
                faults.Add($"{item}: {error?.Status} {error?.Code} {error?.Message}");
            if (error is not null && error.ToError().RecommendedAction.Length == 0) faults.Add($"{item}: no advice");

            // Only who is asked too often is asked again.
            var isThrottled = item.Code == "RequestLimitExceeded";
            if (bench.Stub.Requests.Count > 1 != isThrottled)
                faults.Add($"{item}: {bench.Stub.Requests.Count} requests");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task DetailsAsync(Ec2Api ec2, AwsExchange item, XElement page)
    {
        var query = Ec2Query.All;
        // Of two items of one id the later one counts.
        var (list, _) = Ec2Actions.Shapes[item.Action];
        if (Items(page, list).Count() != Ec2Actions.IdsIn(item.Action, page.ToString()).Length) return;
        switch (item.Action)
        {
            case "DescribeVpcPeeringConnections":
                Assert.Equal(
                    Items(page, "vpcPeeringConnectionSet").Select(one => $"{Value(one, "code")} "
                        + $"{Cidrs(one, "requesterVpcInfo")} {Cidrs(one, "accepterVpcInfo")} {Tags(one)}").Order(),
                    (await ec2.DescribeVpcPeeringConnectionsAsync(query, default)).Select(one => $"{one.Status} "
                        + $"{string.Join(',', one.Requester.Cidrs)} {string.Join(',', one.Accepter.Cidrs)} "
                        + $"{one.Tags.Count}").Order());
                break;
            case "DescribeRouteTables":
                Assert.Equal(
                    Items(page, "routeTableSet").Select(one =>
                        $"{Items(one, "routeSet").Count(route => Has(route, "destinationCidrBlock"))} "
                        + $"{Items(one, "associationSet").Any(tie => Value(tie, "main") == "true")}").Order(),
                    (await ec2.DescribeRouteTablesAsync(query, default)).Select(one =>
                        $"{one.Routes.Count(route => route.Destination?.Contains('.') == true)} {one.IsMain}").Order());
                break;
            case "DescribeSecurityGroups":
                Assert.Equal(
                    Items(page, "securityGroupInfo").Select(one =>
                        $"{Value(one, "groupName")} {Items(one, "ipPermissionsEgress").Count()} {Tags(one)}").Order(),
                    (await ec2.DescribeSecurityGroupsAsync(query, default)).Select(one =>
                        $"{one.Name} {one.Outbound.Count} {one.Tags.Count}").Order());
                break;
            case "DescribeNetworkInterfaces":
                Assert.Equal(
                    Items(page, "networkInterfaceSet").Select(one => $"{Items(one, "groupSet").Count()}").Order(),
                    (await ec2.DescribeNetworkInterfacesAsync(query, default))
                        .Select(one => $"{one.GroupIds.Count}").Order());
                break;
        }
    }

    private static IEnumerable<XElement> Items(XElement of, string list) =>
        of.Elements().Where(one => one.Name.LocalName == list).Elements();

    private static bool Has(XElement of, string name) => of.Elements().Any(one => one.Name.LocalName == name);

    private static string? Value(XElement of, string name) =>
        of.Descendants().FirstOrDefault(one => one.Name.LocalName == name)?.Value;

    private static int Tags(XElement of) => Items(of, "tagSet").Count();

    private static string Cidrs(XElement of, string side)
    {
        var info = of.Elements().Single(one => one.Name.LocalName == side);
        return string.Join(',', Items(info, "cidrBlockSet").Select(one => one.Value)
            .DefaultIfEmpty(Value(info, "cidrBlock") ?? ""));
    }
}

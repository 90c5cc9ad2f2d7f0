using TimescaleVpc.Engine.Aws;

namespace TimescaleVpc.Tests.Aws;

/// <summary>What goes over the wire.</summary>
public class Ec2RequestTests
{
    private const string Empty =
        "<R><groupId>sg-1</groupId><vpcSet/><vpcPeeringConnectionSet/><routeTableSet/><securityGroupInfo/>"
        + "<securityGroupRuleSet/><subnetSet/><networkAclSet/><networkInterfaceSet/></R>";

    [Fact]
    public async Task A_request_is_a_signed_form_of_sorted_parameters()
    {
        using var bench = Ec2Bench.Answering(Empty);
        await bench.Ec2.DescribeVpcPeeringConnectionsAsync(
            Ec2Query.Where("status-code", @"x\y+z&ü"), default);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("POST", request.Method.Method);
        Assert.Equal("https://ec2.us-east-1.amazonaws.com/", request.Uri.ToString());
        Assert.StartsWith(
            "application/x-www-form-urlencoded", request.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(
            [
                "Action=DescribeVpcPeeringConnections", "Filter.1.Name=status-code",
                @"Filter.1.Value.1=x\\y+z&ü", "MaxResults=1000", "Version=2016-11-15",
            ],
            request.Form.Select(item => $"{item.Key}={item.Value}"));
        Assert.Null(SigV4.Fault(request, Ec2Bench.Secret, "us-east-1", "ec2", bench.Time.GetUtcNow()));
        Assert.NotNull(SigV4.Fault(request, "another", "us-east-1", "ec2", bench.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_session_token_is_sent_and_signed()
    {
        using var bench = new Ec2Bench(StubHandler.Always(Empty), "the-token");
        await bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("the-token", request.Headers["x-amz-security-token"]);
        Assert.Null(SigV4.Fault(request, Ec2Bench.Secret, "us-east-1", "ec2", bench.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Each_region_has_its_own_host_and_scope()
    {
        using var bench = Ec2Bench.Answering(Empty);
        await bench.Clients.Ec2("EU-West-1").DescribeVpcsAsync(Ec2Query.All, default);
        await bench.Clients.Ec2("cn-north-1").DescribeVpcsAsync(Ec2Query.All, default);

        Assert.Equal(
            ["ec2.eu-west-1.amazonaws.com", "ec2.cn-north-1.amazonaws.com.cn"],
            bench.Stub.Requests.Select(request => request.Uri.Host));
        Assert.Null(SigV4.Fault(bench.Stub.Requests[0], Ec2Bench.Secret, "eu-west-1", "ec2", bench.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Ids_are_asked_for_without_a_page_size()
    {
        using var bench = Ec2Bench.Answering(Empty);
        await bench.Ec2.DescribeRouteTablesAsync(Ec2Query.ById("rtb-1"), default);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("rtb-1", request["RouteTableId.1"]);
        Assert.Null(request["MaxResults"]);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_checked_is_not_sent()
    {
        using var bench = Ec2Bench.Answering(Empty);
        await Assert.ThrowsAsync<ArgumentException>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.Where("dhcp-options-id", "x"), default));
        Assert.Empty(bench.Stub.Requests);
    }

    [Fact]
    public async Task A_group_gets_its_description_and_tags()
    {
        using var bench = Ec2Bench.Answering(Empty);
        await Ec2Actions.Changes["CreateSecurityGroup"](bench.Ec2);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("To Timescale", request["GroupDescription"]);
        Assert.Equal("security-group", request["TagSpecification.1.ResourceType"]);
        Assert.Equal("x & y", request["TagSpecification.1.Tag.1.Value"]);
    }

    [Fact]
    public async Task A_rehearsal_says_DryRun_and_takes_its_refusal_for_a_yes()
    {
        using var bench = Ec2Bench.Answering(StubHandler.Error("dryrunoperation"), 412);
        foreach (var (_, change) in Ec2Actions.Changes) await change(bench.Ec2.Rehearsal);

        Assert.Equal(Ec2Actions.Changes.Count, bench.Stub.Requests.Count);
        Assert.All(bench.Stub.Requests, request => Assert.Equal("true", request["DryRun"]));
    }

    [Fact]
    public async Task Sts_is_asked_in_the_same_way()
    {
        using var bench = Ec2Bench.Answering(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
            </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
            </GetCallerIdentityResponse>
            """);
        var accountId = await bench.Clients.Sts().GetCallerAccountAsync(default);

        Assert.Equal("111122223333", accountId);
        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("sts.us-east-1.amazonaws.com", request.Uri.Host);
        Assert.Equal("2011-06-15", request["Version"]);
        Assert.Null(SigV4.Fault(request, Ec2Bench.Secret, "us-east-1", "sts", bench.Time.GetUtcNow()));
    }

    [SharedDataFact("ec2-2016-11-15.json")]
    public async Task Every_request_is_valid_by_AWSs_description()
    {
        using var bench = Ec2Bench.Answering(Empty);
        foreach (var (_, change) in Ec2Actions.Changes)
        {
            await change(bench.Ec2);
            await change(bench.Ec2.Rehearsal);
        }

        foreach (var (_, read) in Ec2Actions.Reads)
        {
            await read(bench.Ec2, Ec2Query.ById("x-1"));
            await read(bench.Ec2, Ec2Query.All);
        }

        var model = new Ec2Model();
        Assert.Empty(bench.Stub.Requests.SelectMany(model.Faults));
        Assert.Equal(
            Ec2Actions.Changes.Keys.Concat(Ec2Actions.Reads.Keys).Select(name => name.Split(' ')[0]).Distinct().Order(),
            bench.Stub.Requests.Select(request => request["Action"]!).Distinct().Order());
    }
}

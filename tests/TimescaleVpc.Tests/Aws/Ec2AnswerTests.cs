using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Answers of servers that do not keep to the letter of EC2.</summary>
public class Ec2AnswerTests
{
    [Fact]
    public async Task A_peering_is_read_with_all_that_it_shows()
    {
        using var bench = Ec2Bench.Answering(
            """
            <?xml version="1.0"?>
            <DescribeVpcPeeringConnectionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
             <requestId>r</requestId><somethingNew><item>1</item></somethingNew>
             <vpcPeeringConnectionSet><item>
              <vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId>
              <status><code>Pending-Acceptance</code><message>Pending</message></status>
              <expirationTime>2026-11-29T03:00:00.000Z</expirationTime>
              <requesterVpcInfo><ownerId>142548018081</ownerId><vpcId>vpc-r</vpcId><region>us-east-1</region>
               <cidrBlock>10.30.0.0/20</cidrBlock>
               <cidrBlockSet><item><cidrBlock>10.30.0.0/20</cidrBlock></item>
                <item><cidrBlock>10.31.0.0/20</cidrBlock></item></cidrBlockSet>
               <peeringOptions><allowDnsResolutionFromRemoteVpc>TRUE</allowDnsResolutionFromRemoteVpc></peeringOptions>
              </requesterVpcInfo>
              <accepterVpcInfo><ownerId>111122223333</ownerId><vpcId>vpc-a</vpcId></accepterVpcInfo>
              <tagSet><item><key>Name</key><value>x</value></item><item><key>empty</key><value/></item></tagSet>
             </item></vpcPeeringConnectionSet>
            </DescribeVpcPeeringConnectionsResponse>
            """);
        var peering = Assert.Single(await bench.Ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, default));

        Assert.Equal(Ec2PeeringStates.PendingAcceptance, peering.Status);
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 3, 0, 0, TimeSpan.Zero), peering.Expires);
        Assert.Equal(["10.30.0.0/20", "10.31.0.0/20"], peering.Requester.Cidrs);
        Assert.True(peering.Requester.AllowsDns);
        Assert.Equal("111122223333", peering.Accepter.OwnerId);
        Assert.Null(peering.Accepter.Region);
        Assert.Null(peering.Accepter.AllowsDns);
        Assert.Empty(peering.Accepter.Cidrs);
        Assert.Equal("", peering.Tags["empty"]);
    }

    [Fact]
    public async Task What_is_missing_is_empty_or_null()
    {
        using var bench = Ec2Bench.Answering(
            "<R><vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId></item>"
            + "</vpcPeeringConnectionSet></R>");
        var peering = Assert.Single(await bench.Ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, default));

        Assert.Equal("", peering.Status);
        Assert.Null(peering.Expires);
        Assert.Empty(peering.Requester.Cidrs);
        Assert.Empty(peering.Tags);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML at all")]
    [InlineData("{}")]
    [InlineData("<html><body>all is well</body></html>")]
    [InlineData("<html><LIST><item/></LIST></html>")]
    [InlineData("<R></R>")]
    [InlineData("<R><requestId>r</requestId></R>")]
    [InlineData("<R><moreSet><LIST/></moreSet></R>")]
    [InlineData("<R><LIST><item/></LIST></R>")]
    [InlineData("<R><LIST><item><ID> </ID></item></LIST></R>")]
    [InlineData("<R><LIST><member><ID>x-1</ID></member></LIST></R>")]
    [InlineData("<R><LIST><item><ID>x-1</ID><tagSet><tag><key>k</key></tag></tagSet></item></LIST></R>")]
    [InlineData("<R><LIST><item><ID><![CDATA[x-1]]></ID></item></LIST></R>")]
    [InlineData("<R><LIST><item><ID>x-1</ID><tagSet><!-- none --></tagSet></item></LIST></R>")]
    [InlineData("<R><LIST><item><ID kind='new'>x-1</ID></item></LIST></R>")]
    [InlineData("<R><LIST><item><ID>x-1</ID></item></LIST>")]
    [InlineData("<R><LIST><item><ID>x-1</I")]
    [InlineData("<!DOCTYPE r [<!ENTITY e 'x-1'>]><R><LIST><item><ID>&e;</ID></item></LIST></R>")]
    public async Task What_is_out_of_shape_is_unreadable_and_not_empty(string body)
    {
        foreach (var (action, read) in Ec2Actions.Reads)
        {
            var (list, id) = Ec2Actions.Shapes[action];
            using var bench = Ec2Bench.Answering(body
                .Replace("<R>", $"<{action}Response>").Replace("</R>", $"</{action}Response>")
                .Replace("LIST", list).Replace("ID>", id + ">").Replace("ID ", id + " "));
            var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => read(bench.Ec2, Ec2Query.All));
            Assert.Equal("UnreadableAnswer", error.ErrorId);
            Assert.Single(bench.Stub.Requests);
        }
    }

    [Fact]
    public async Task The_answer_of_another_action_is_unreadable()
    {
        foreach (var (action, read) in Ec2Actions.Reads)
        {
            foreach (var (other, (list, id)) in Ec2Actions.Shapes.Where(item => item.Key != action))
            {
                using var bench = Ec2Bench.Answering(
                    $"<{other}Response><{list}><item><{id}>x-1</{id}></item></{list}></{other}Response>");
                var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => read(bench.Ec2, Ec2Query.All));
                Assert.Equal("UnreadableAnswer", error.ErrorId);
            }
        }

        foreach (var (_, change) in Ec2Actions.Changes)
        {
            using var bench = Ec2Bench.Answering("<DescribeVpcsResponse><return>true</return></DescribeVpcsResponse>");
            var error = await Assert.ThrowsAsync<UnknownOutcomeException>(() => change(bench.Ec2));
            Assert.Equal("UnreadableAnswer", error.Reported.ErrorId);
        }
    }

    [Fact]
    public async Task A_value_that_is_not_of_its_type_is_unreadable()
    {
        using var bench = Ec2Bench.Answering(
            "<R><vpcSet><item><vpcId>vpc-1</vpcId><isDefault>yes</isDefault></item></vpcSet></R>");
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
    }

    [Theory]
    [InlineData("fromPort", "http")]
    [InlineData("toPort", "99999999999")]
    public async Task So_is_one_of_a_rule(string name, string value)
    {
        using var bench = Ec2Bench.Answering(
            "<R><securityGroupInfo><item><groupId>sg-1</groupId><ipPermissionsEgress><item>"
            + $"<{name}>{value}</{name}></item></ipPermissionsEgress></item></securityGroupInfo></R>");
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeSecurityGroupsAsync(Ec2Query.All, default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
        using var changing = Ec2Bench.Answering(
            $"<R><securityGroupRuleSet><item><{name}>{value}</{name}></item></securityGroupRuleSet></R>");
        var outcome = await Assert.ThrowsAsync<UnknownOutcomeException>(
            () => changing.Ec2.AuthorizeSecurityGroupEgressAsync("sg-1", [Ec2Permission.AllOut], default));
        Assert.Equal("UnreadableAnswer", outcome.Reported.ErrorId);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("99999999999999999999999999")]
    public async Task So_is_one_of_a_peering(string time)
    {
        using var bench = Ec2Bench.Answering(
            "<R><vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId>"
            + $"<expirationTime>{time}</expirationTime></item></vpcPeeringConnectionSet></R>");
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
    }

    [Fact]
    public async Task White_space_and_the_encoding_of_other_servers_do_not_matter()
    {
        using var bench = Ec2Bench.Answering(
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <!-- of a server -->
            <e:DescribeVpcsResponse xmlns:e="http://ec2.amazonaws.com/doc/2016-11-15/" xmlns:x="y">
              <e:vpcSet>
                <e:item>
                  <e:vpcId>
                    vpc-1
                  </e:vpcId>
                  <e:isDefault> true </e:isDefault>
                  <e:tagSet><e:item><e:key>Name</e:key><e:value>Größe &amp; Ähnliches</e:value></e:item></e:tagSet>
                </e:item>
              </e:vpcSet>
              <e:nextToken> </e:nextToken>
            </e:DescribeVpcsResponse>
            """);
        var vpc = Assert.Single(await bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal(("vpc-1", true, "Größe & Ähnliches"), (vpc.Id, vpc.IsDefault, vpc.Name));
    }

    [Fact]
    public async Task A_change_may_be_answered_with_nothing_but_its_name()
    {
        using var bench = Ec2Bench.Answering("<R></R>");
        await bench.Ec2.AuthorizeSecurityGroupEgressAsync("sg-1", [Ec2Permission.AllOut], default);
        Assert.Null(await bench.Ec2.AcceptVpcPeeringConnectionAsync("pcx-1", default));
    }

    [Fact]
    public async Task All_live_ranges_of_a_vpc_count()
    {
        using var bench = Ec2Bench.Answering(
            """
            <R><VPCSet><item><VpcId>vpc-1</VpcId><state>Available</state><cidrBlock>10.50.0.0/16</cidrBlock>
            <cidrBlockAssociationSet>
             <item><cidrBlock>10.50.0.0/16</cidrBlock><cidrBlockState><state>associated</state></cidrBlockState></item>
             <item><cidrBlock>10.51.0.0/16</cidrBlock><cidrBlockState><state>ASSOCIATED</state></cidrBlockState></item>
             <item><cidrBlock>10.52.0.0/16</cidrBlock><cidrBlockState><state>failed</state></cidrBlockState></item>
             <item><cidrBlock>10.53.0.0/16</cidrBlock></item>
            </cidrBlockAssociationSet></item></VPCSet></R>
            """);
        var vpc = Assert.Single(await bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));

        Assert.Equal("available", vpc.State);
        Assert.Equal(["10.50.0.0/16", "10.51.0.0/16", "10.53.0.0/16"], vpc.Cidrs);
    }

    [Fact]
    public async Task A_route_table_shows_what_it_serves_and_where_it_leads()
    {
        using var bench = Ec2Bench.Answering(
            """
            <R><routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>
            <associationSet>
             <item><main>true</main><associationState><state>associated</state></associationState></item>
             <item><subnetId>subnet-1</subnetId></item>
             <item><subnetId>subnet-2</subnetId><associationState><state>Disassociated</state></associationState></item>
            </associationSet>
            <routeSet>
             <item><destinationCidrBlock>10.50.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId>
              <state>active</state></item>
             <item><destinationCidrBlock>10.30.0.0/20</destinationCidrBlock>
              <vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId><state>Blackhole</state></item>
             <item><destinationPrefixListId>pl-1</destinationPrefixListId><gatewayId>vpce-1</gatewayId></item>
             <item><destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock><someNewTarget>x</someNewTarget>
              <origin>EnableVgwRoutePropagation</origin></item>
            </routeSet></item></routeTableSet></R>
            """);
        var table = Assert.Single(await bench.Ec2.DescribeRouteTablesAsync(Ec2Query.All, default));

        Assert.True(table.IsMain);
        Assert.False(table.IsEdge);
        Assert.Equal(["subnet-1"], table.SubnetIds);
        Assert.Equal(["local", "pcx-1", "vpce-1", ""], table.Routes.Select(route => route.Target));
        Assert.True(table.Routes[1].IsBlackhole);
        Assert.True(table.Routes[3].IsPropagated);
        Assert.Equal("pl-1", table.Routes[2].Destination);
    }

    [Fact]
    public async Task Permissions_and_rules_are_read()
    {
        using var bench = Ec2Bench.Answering(
            """
            <R><securityGroupInfo><item><groupId>sg-1</groupId><groupName>Default</groupName><ipPermissions/>
            <ipPermissionsEgress>
             <item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>
             <item><ipProtocol>TCP</ipProtocol><fromPort>5000</fromPort><toPort>6000</toPort>
              <groups><item><groupId>sg-9</groupId></item></groups></item>
            </ipPermissionsEgress></item></securityGroupInfo></R>
            """);
        var group = Assert.Single(await bench.Ec2.DescribeSecurityGroupsAsync(Ec2Query.All, default));
        Assert.True(group.IsDefault);
        Assert.True(group.Outbound[0].CoversTcp(5432));
        Assert.True(group.Outbound[1].CoversTcp(5432));
        Assert.False(group.Outbound[1].CoversTcp(4999));
        Assert.Equal(["sg-9"], group.Outbound[1].GroupIds);
    }

    [Fact]
    public async Task Filters_and_ids_hold_even_if_the_server_ignores_them()
    {
        using var bench = Ec2Bench.Answering(
            """
            <R><networkInterfaceSet>
            <item><networkInterfaceId>eni-1</networkInterfaceId><vpcId>vpc-1</vpcId>
             <groupSet><item><groupId>sg-1</groupId></item><item><groupId>sg-2</groupId></item></groupSet>
             <attachment><instanceId>i-1</instanceId></attachment></item>
            <item><networkInterfaceId>eni-2</networkInterfaceId><vpcId>vpc-1</vpcId>
             <groupSet><item><groupId>sg-1</groupId></item></groupSet>
             <tagSet><item><key>k</key><value>v</value></item></tagSet></item>
            <item><networkInterfaceId>eni-3</networkInterfaceId><vpcId>vpc-2</vpcId></item>
            </networkInterfaceSet></R>
            """);
        async Task<string> AskAsync(Ec2Query query) =>
            string.Join(' ', (await bench.Ec2.DescribeNetworkInterfacesAsync(query, default)).Select(item => item.Id));

        Assert.Equal("eni-1 eni-2 eni-3", await AskAsync(Ec2Query.All));
        Assert.Equal("eni-3", await AskAsync(Ec2Query.ById("eni-3")));
        Assert.Equal("eni-1", await AskAsync(Ec2Query.Where("group-id", "sg-2")));
        Assert.Equal("eni-1 eni-2", await AskAsync(Ec2Query.Where("vpc-id", "vpc-1")));
        Assert.Equal("", await AskAsync(Ec2Query.Where("group-id", "sg-9")));
    }

    [Fact]
    public async Task Pages_are_followed_to_the_end()
    {
        using var bench = new Ec2Bench(StubHandler.Sequence(
            Page("vpc-1", "t1"), Page("vpc-2", "t2"), Page("vpc-1", null)));
        var vpcs = await bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default);

        Assert.Equal(["vpc-1", "vpc-2"], vpcs.Select(vpc => vpc.Id));
        Assert.Equal([null, "t1", "t2"], bench.Stub.Requests.Select(request => request["NextToken"]));
    }

    [Fact]
    public async Task A_list_without_an_end_is_an_error()
    {
        using var bench = new Ec2Bench(new StubHandler((_, _) => Page("vpc-1", "again")));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));

        Assert.Equal("UnreadableAnswer", error.ErrorId);
        Assert.Equal(2, bench.Stub.Requests.Count);
    }

    private static HttpResponseMessage Page(string id, string? token) => StubHandler.Answer(
        $"<R><vpcSet><item><vpcId>{id}</vpcId></item></vpcSet><nextToken>{token}</nextToken></R>");
}

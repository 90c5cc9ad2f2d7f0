using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Network ACLs as EC2 shows them, and which of their entries decides.</summary>
public class NetworkAclReadTests
{
    private const string Entry = "<ruleNumber>100</ruleNumber><protocol>-1</protocol><ruleAction>allow</ruleAction>"
        + "<egress>true</egress><cidrBlock>0.0.0.0/0</cidrBlock>";

    [Fact]
    public async Task An_acl_is_read_with_all_that_it_shows()
    {
        using var bench = Ec2Bench.Answering(Answer(
            $"<item>{Entry}</item><item><ruleNumber>110</ruleNumber><protocol>6</protocol><ruleAction>DENY</ruleAction>"
            + "<egress>false</egress><ipv6CidrBlock>fd00::/8</ipv6CidrBlock>"
            + "<portRange><from>1024</from><to>65535</to></portRange></item>"));
        var acl = Assert.Single(await bench.Ec2.DescribeNetworkAclsAsync(Ec2Query.All, default));
        Assert.Equal(("acl-1", "vpc-1"), (acl.Id, acl.VpcId));
        Assert.Equal(["subnet-1", "subnet-2"], acl.SubnetIds);
        Assert.Equal(
            ["100 outbound ALLOW TCP 0-65535 0.0.0.0/0", "110 inbound DENY TCP 1024-65535 fd00::/8"],
            acl.Entries.Select(entry => $"{entry}"));
    }

    [Theory]
    [InlineData("<ruleNumber>100</ruleNumber>", "")]
    [InlineData("<ruleAction>allow</ruleAction>", "")]
    [InlineData("<egress>true</egress>", "")]
    [InlineData("<egress>true</egress>", "<egress>out</egress>")]
    [InlineData("<ruleNumber>100</ruleNumber>", "<ruleNumber>*</ruleNumber>")]
    public async Task An_entry_that_does_not_say_what_it_decides_makes_the_answer_unreadable(string part, string other)
    {
        using var bench = Ec2Bench.Answering(Answer($"<item>{Entry.Replace(part, other)}</item>"));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeNetworkAclsAsync(Ec2Query.All, default));
        Assert.Equal("UnreadableAnswer", error.ErrorId);
    }

    /// <summary>Entries, what is sent to 10.30.0.0/20 on 5432 or on the ports of replies, and who stops it.</summary>
    [Theory]
    [InlineData("5432", "", "*")]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0", null)]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny 6 5432 10.30.0.0/20", "90")]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny 6 5432 10.30.1.0/24", "90")]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|110 deny 6 5432 10.30.0.0/20", null)]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny 6 5433 10.30.0.0/20", null)]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny 17 * 10.30.0.0/20", null)]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny 6 5432 10.40.0.0/20", null)]
    [InlineData("5432", "100 allow -1 * 0.0.0.0/0|90 deny -1 * ::/0", null)]
    [InlineData("5432", "100 allow 6 * 10.30.0.0/21|110 allow 6 5432 10.30.8.0/21", null)]
    [InlineData("5432", "100 allow 6 * 10.30.0.0/21|110 allow 6 5432 10.30.8.0/22", "*")]
    [InlineData("5432", "100 allow 6 * 10.30.0.0/20|110 deny -1 * 0.0.0.0/0", null)]
    [InlineData("5432", "100 watch -1 * 0.0.0.0/0", "100")]
    [InlineData("1024-65535", "100 allow 6 32768-61000 0.0.0.0/0", "*")]
    [InlineData("1024-65535", "100 allow 6 1024-40000 10.0.0.0/8|110 allow 6 40001-65535 10.0.0.0/8", null)]
    [InlineData("1024-65535", "90 deny 6 3389 0.0.0.0/0|100 allow -1 * 0.0.0.0/0", "90")]
    public void The_lowest_number_that_matches_decides(string ports, string entries, string? expected)
    {
        var acl = new Ec2NetworkAcl
        {
            Entries = [.. entries.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Parse)],
        };
        var denial = acl.FirstDenial(true, AddressRange.Parse("10.30.0.0/20"), Span(ports)!.Value);
        Assert.Equal(expected, denial is null ? null : $"{denial}".Split(' ')[0]);
        Assert.NotNull(acl.FirstDenial(false, AddressRange.Parse("10.30.0.0/20"), PortSpan.One(5432)));
    }

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/8", "")]
    [InlineData("10.0.0.0/16", "11.0.0.0/8", "10.0.0.0/16")]
    [InlineData("10.0.0.0/16", "10.0.0.0/17", "10.0.128.0/17")]
    [InlineData("10.0.0.0/16", "10.0.64.0/18", "10.0.0.0/18 10.0.128.0/17")]
    [InlineData("10.0.0.0/30", "10.0.0.3/32", "10.0.0.0/31 10.0.0.2/32")]
    [InlineData("10.0.0.0/16", "10.0.0.0/17 10.0.128.0/17", "")]
    [InlineData("10.0.0.0/16", "0.0.0.0/1 128.0.0.0/1", "")]
    [InlineData("fd00::/63", "fd00::/64", "fd00:0:0:1::/64")]
    [InlineData("10.0.0.0/16", "::/0", "10.0.0.0/16")]
    public void What_ranges_leave_of_another(string range, string others, string expected) => Assert.Equal(
        expected, string.Join(' ', AddressRange.Parse(range).Except(others.Split(' ').Select(AddressRange.Parse))));

    [Theory]
    [InlineData("DryRunOperation", 412, true)]
    [InlineData("UnauthorizedOperation", 403, false)]
    [InlineData("InvalidVpcPeeringConnectionID.NotFound", 400, null)]
    public async Task A_rehearsal_tells_what_is_allowed(string code, int status, bool? expected)
    {
        using var bench = Ec2Bench.Answering(StubHandler.Error(code), status);
        foreach (var (name, change) in Ec2Actions.Changes)
        {
            var right = await bench.Ec2.MayAsync($"ec2:{name.Split(' ')[0]}", change);
            Assert.Equal(($"ec2:{name.Split(' ')[0]}", expected), (right.Action, right.IsAllowed));
            Assert.Equal(expected == true, right.Refusal is null);
        }

        Assert.All(bench.Stub.Requests, request => Assert.Equal("true", request["DryRun"]));
    }

    [SharedDataFact("ec2-2016-11-15.json")]
    public void Every_change_has_a_documented_rehearsal()
    {
        var model = SharedData.Json("ec2-2016-11-15.json")!;
        Assert.All(Ec2Actions.Changes.Keys.Select(name => name.Split(' ')[0]), action => Assert.NotNull(
            model["shapes"]![$"{model["operations"]![action]!["input"]!["shape"]}"]!["members"]!["DryRun"]));
    }

    private static string Answer(string entries) =>
        "<DescribeNetworkAclsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
        + "<networkAclSet><item><networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId><ownerId>111122223333</ownerId>"
        + $"<default>true</default><entrySet>{entries}</entrySet><associationSet>"
        + "<item><networkAclAssociationId>aclassoc-1</networkAclAssociationId><networkAclId>acl-1</networkAclId>"
        + "<subnetId>subnet-1</subnetId></item><item><subnetId>subnet-2</subnetId></item></associationSet>"
        + "<tagSet><item><key>Name</key><value>x</value></item></tagSet></item></networkAclSet>"
        + "</DescribeNetworkAclsResponse>";

    private static Ec2AclEntry Parse(string text)
    {
        var parts = text.Split(' ');
        return new Ec2AclEntry
        {
            Number = int.Parse(parts[0]), IsEgress = true, Action = parts[1], Protocol = parts[2],
            Ports = Span(parts[3]), Cidr = parts[4],
        };
    }

    private static PortSpan? Span(string text) => text == "*" ? null
        : text.Split('-').Select(int.Parse).ToArray() is var ends ? new PortSpan(ends[0], ends[^1]) : null;
}

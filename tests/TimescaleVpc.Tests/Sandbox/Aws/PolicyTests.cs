using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Tests.Sandbox.Aws;

public class PolicyTests
{
    [Fact]
    public async Task A_reader_reads_and_no_more()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        client.Keys = client.Profile("sandbox-reader");
        await client.Ok("DescribeVpcPeeringConnections");
        var reply = await client.Refused("UnauthorizedOperation", "AcceptVpcPeeringConnection",
            $"VpcPeeringConnectionId={walk.Pcx}");
        Assert.Equal(403, reply.Status);
        Assert.Contains("ec2:AcceptVpcPeeringConnection", reply.Message);
    }

    [Fact]
    public async Task Each_action_can_be_taken_away()
    {
        foreach (var action in Ec2Actions.All)
        {
            using var client = new AwsClient();
            client.World.Change($"DropIamAction:ec2:{action.Name}", "sandbox");
            string[] required = action.IsRead ? [] : Ec2ProtocolTests.Required(action.Name);
            var reply = await client.Refused("UnauthorizedOperation", action.Name, required);
            Assert.Contains($"ec2:{action.Name}", reply.Message);
        }
    }

    [Fact]
    public async Task Tags_at_creation_need_the_permission_to_tag()
    {
        using var client = new AwsClient();
        client.World.Change("DropIamAction:ec2:CreateTags", "sandbox");
        var reply = await client.Refused("UnauthorizedOperation", "CreateSecurityGroup", "GroupName=a",
            "GroupDescription=b", $"VpcId={AwsClient.MainVpc}", "TagSpecification.1.ResourceType=security-group",
            "TagSpecification.1.Tag.1.Key=a", "TagSpecification.1.Tag.1.Value=b");
        Assert.Contains("ec2:CreateTags", reply.Message);
    }

    [Fact]
    public async Task The_least_policy_accepts_the_vendor_and_not_the_stranger()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        client.Keys = client.Profile("sandbox-least");
        await client.Refused("UnauthorizedOperation", "AcceptVpcPeeringConnection",
            "VpcPeeringConnectionId=pcx-0a1b2c3d4e5fbad01");
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        await walk.Route();
    }

    [Fact]
    public async Task A_denial_can_hide_what_it_means_from_all_but_sts()
    {
        using var client = new AwsClient();
        client.Settings.AwsTerseDenials = true;
        client.World.Change("DropIamAction:ec2:CreateRoute", "sandbox");
        var reply = await client.Refused("UnauthorizedOperation", "CreateRoute", $"RouteTableId={AwsWalk.MainTable}");
        Assert.DoesNotContain("ec2:CreateRoute", reply.Message);
        var decoded = await client.Sts("DecodeAuthorizationMessage", $"EncodedMessage={reply.Message!.Split(' ')[^1]}");
        Assert.Contains("ec2:CreateRoute", decoded["DecodeAuthorizationMessageResult.DecodedMessage"]);
    }

    [Theory]
    [InlineData("ec2:CreateRoute", "arn:aws:ec2:us-east-1:1:route-table/rtb-1", true)]
    [InlineData("EC2:createroute", "arn:aws:ec2:us-east-1:1:route-table/rtb-1", true)]
    [InlineData("ec2:DeleteRoute", "arn:aws:ec2:us-east-1:1:route-table/rtb-1", false)]
    [InlineData("ec2:CreateRoute", "arn:aws:ec2:us-east-1:1:route-table/rtb-2", false)]
    [InlineData("ec2:CreateTags", "arn:aws:ec2:us-east-1:1:route-table/rtb-1", false)]
    public void Deny_wins_and_without_an_allow_nothing_is_allowed(string action, string resource, bool expected)
    {
        var user = new AwsPrincipal("1", "a", "arn:aws:iam::1:user/a", "AIDA")
        {
            Statements = PolicyDocument.Parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Action":["ec2:*Route","ec2:CreateTags"],
                  "Resource":"arn:aws:ec2:*:1:route-table/rtb-1",
                  "Condition":{"ArnLike":{"ec2:Vpc":"arn:aws:ec2:*:1:vpc/*"}}},
                 {"Effect":"Deny","Action":["ec2:DeleteRoute","ec2:CreateTags"],"Resource":"*"}]}
                """),
        };
        Assert.Equal(
            expected,
            user.IsAllowed(new AwsPermission(action, resource, ("ec2:Vpc", "arn:aws:ec2:us-east-1:1:vpc/v"))));
        Assert.False(user.IsAllowed(new AwsPermission(action, resource)));
    }
}

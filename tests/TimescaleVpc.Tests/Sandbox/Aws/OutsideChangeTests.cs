using System.Xml.Linq;

namespace TimescaleVpc.Tests.Sandbox.Aws;

public class OutsideChangeTests
{
    [Theory]
    [InlineData("ExpirePeeringRequest", "pcx-0a1b2c3d4e5fbad01", "Aws.Peering")]
    [InlineData("DeletePeering", "pcx-0a1b2c3d4e5fbad01", "Aws.Peering")]
    [InlineData("PhishingRequest", "account=888877776666;cidr=10.31.0.0/20;region=eu-west-1", "Aws.Peering")]
    [InlineData("AddVpcCidr", "vpc-0a1b2c3d4e5f60718 10.52.0.0/16", "Aws.Vpc")]
    [InlineData("RemoveVpcCidr", "vpc-0a1b2c3d4e5f60718 10.51.0.0/16", "Aws.Vpc")]
    [InlineData("AddRoute", "rtb-0a1b2c3d4e5f60001 10.30.0.0/20 tgw-1", "Aws.RouteTable")]
    [InlineData("DeleteSecurityGroup", "sg-0a1b2c3d4e5f60001", "Aws.SecurityGroup")]
    [InlineData("AttachSecurityGroup", "eni-0a1b2c3d4e5f60001 sg-0a1b2c3d4e5f60001", "Aws.NetworkInterface")]
    [InlineData("AddCloudVpc", "name=x;cidr=10.33.0.0/20;region=eu-central-1", "Cloud.Vpc")]
    public void Each_changes_what_it_says(string change, string target, string kind)
    {
        using var client = new AwsClient();
        var before = client.World.Inventory();
        client.World.Change(change, target);
        var changed = client.World.Inventory().Except(before).Concat(before.Except(client.World.Inventory()));
        Assert.NotEmpty(changed);
        Assert.Contains(changed, item => item.Kind == kind);
        Assert.Contains(change, client.World.OutsideChanges);
    }

    [Theory]
    [InlineData("ExpirePeeringRequest", "pcx-1")]
    [InlineData("PhishingRequest", "colour=red")]
    [InlineData("DeleteRoute", "pcx-1")]
    [InlineData("AddRoute", "rtb-0a1b2c3d4e5f60001")]
    [InlineData("DropIamAction:ec2:CreateRoute", "nobody")]
    [InlineData("SetCloudPeeringStatus:ACTIVE", "1")]
    [InlineData("RevokeCloudKeys", "nobody")]
    [InlineData("ExpireAwsKeys", "nobody")]
    public void An_unknown_target_is_refused(string change, string target)
    {
        using var client = new AwsClient();
        Assert.Throws<ArgumentException>(() => client.World.Change(change, target));
    }

    [Fact]
    public async Task Two_worlds_with_one_seed_are_equal()
    {
        async Task<SandboxItem[]> Run(int seed)
        {
            using var client = new AwsClient(seed);
            await new AwsWalk(client).Attached();
            return client.World.Inventory();
        }

        Assert.Equal(await Run(7), await Run(7));
        Assert.NotEqual(await Run(7), await Run(8));
    }

    [Fact]
    public async Task No_secret_is_in_the_inventory_or_the_log()
    {
        using var client = new AwsClient();
        await new AwsWalk(client).Attached();
        await client.Sts("AssumeRole", "RoleArn=arn:aws:iam::111122223333:role/sandbox-peering", "RoleSessionName=me");
        var text = string.Join('\n', client.World.Inventory().Select(item => item.Properties)
            .Concat(client.World.Requests.Select(item => item.Path)))
            + string.Join('\n', client.World.SignIn.AwsCredentials) + client.World.SignIn;
        var secrets = client.World.SignIn.AwsCredentials.Select(item => item.SecretKey).Append("sandbox-secret");
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, text);
    }

    [VendorDataFact(VendorData.Ec2)]
    public void The_model_check_itself_finds_mistakes()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Ec2));
        var answer = XElement.Parse(
            "<a><vpcSet><item><state>gone</state><colour/><isDefault>no</isDefault></item></vpcSet></a>");
        Assert.Equal(3, model.Check("DescribeVpcs", answer.Elements()).Count);
    }
}

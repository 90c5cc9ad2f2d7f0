using System.Xml.Linq;
using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>The sandbox's EC2 and STS held against AWS's own models.</summary>
public class AwsModelTests
{
    [VendorDataFact(VendorData.Ec2)]
    public void Every_action_and_parameter_is_one_of_the_model()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Ec2));
        foreach (var action in Ec2Actions.All)
        {
            Assert.Contains(action.Name, model.Operations);
            var knownNames = model.Parameters(action.Name);
            Assert.Empty(action.Parameters.Where(name => !knownNames.Contains(name)).Select(name =>
                $"{action.Name}: {name}"));
        }
    }

    [VendorDataFact(VendorData.Ec2)]
    public async Task Every_required_parameter_is_required()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Ec2));
        using var client = new AwsClient();
        foreach (var action in Ec2Actions.All.Where(item => model.Required(item.Name).Any()))
            await client.Refused("MissingParameter", action.Name);
    }

    [VendorDataFact(VendorData.Ec2)]
    public async Task Every_answer_of_ec2_fits_the_model()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Ec2));
        using var client = new AwsClient();
        var actions = new HashSet<string>();
        async Task<XmlReply> Call(string action, params string[] parameters)
        {
            var reply = await client.Ok(action, parameters);
            Assert.Equal($"{action}Response", reply.Root.Name.LocalName);
            Assert.Equal("http://ec2.amazonaws.com/doc/2016-11-15/", reply.Root.Name.NamespaceName);
            actions.Add(action);
            // Every answer has a request id; "return" is on the wire of actions that have no output in the model.
            var members = reply.Root.Elements().Where(item => item.Name.LocalName != "requestId");
            if (action is "CreateTags" or "DeleteTags" or "ModifyNetworkInterfaceAttribute")
                members = members.Where(item => item.Name.LocalName != "return");
            Assert.Empty(model.Check(action, members));
            return reply;
        }

        await Everything(client, Call);
        Assert.Empty(Ec2Actions.All.Select(item => item.Name).Except(actions));
    }

    [VendorDataFact(VendorData.Sts)]
    public async Task Every_answer_of_sts_fits_the_model()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Sts));
        using var client = new AwsClient();
        async Task Check(string action, params string[] parameters)
        {
            var reply = await client.Sts(action, parameters);
            Assert.Equal("https://sts.amazonaws.com/doc/2011-06-15/", reply.Root.Name.NamespaceName);
            Assert.Empty(model.Check(action, reply.Elements($"{action}Result").Elements()));
        }

        await Check("GetCallerIdentity");
        await Check("AssumeRole", "RoleArn=arn:aws:iam::111122223333:role/sandbox-peering", "RoleSessionName=me");
    }

    private static async Task Everything(AwsClient client, Func<string, string[], Task<XmlReply>> call)
    {
        Task<XmlReply> Call(string action, params string[] parameters) => call(action, parameters);
        await Call("CreateVpcPeeringConnection", $"VpcId={AwsClient.MainVpc}", $"PeerVpcId={AwsClient.EuropeanVpc}",
            "PeerRegion=eu-west-1");
        var walk = await new AwsWalk(client).Pending();
        var id = $"VpcPeeringConnectionId={walk.Pcx}";
        await Call("DescribeVpcPeeringConnections");
        await Call("RejectVpcPeeringConnection", "VpcPeeringConnectionId=pcx-0a1b2c3d4e5fbad01");
        await Call("AcceptVpcPeeringConnection", id);
        client.Wait(3);
        await Call("ModifyVpcPeeringConnectionOptions", id,
            "AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true");
        string[] route = [$"RouteTableId={AwsWalk.MainTable}", "DestinationCidrBlock=10.30.0.0/20"];
        await Call("CreateRoute", [.. route, id]);
        await Call("ReplaceRoute", [.. route, id]);
        string[] tag = ["Tag.1.Key=k", "Tag.1.Value=v"];
        var group = $"GroupId={(await Call("CreateSecurityGroup", "GroupName=a", "GroupDescription=b",
            $"VpcId={AwsClient.MainVpc}"))["groupId"]}";
        client.Wait(2);
        string[] tagged = [$"ResourceId.1={group.Split('=')[1]}", $"ResourceId.2={walk.Pcx}", .. tag];
        await Call("CreateTags", tagged);
        string[] rule =
        [
            group, "IpPermissions.1.IpProtocol=tcp", "IpPermissions.1.FromPort=1", "IpPermissions.1.ToPort=2",
            "IpPermissions.1.IpRanges.1.CidrIp=10.30.0.0/20", "IpPermissions.1.IpRanges.1.Description=d",
            $"IpPermissions.1.Groups.1.GroupId={AwsWalk.DefaultGroup}",
                "IpPermissions.1.Ipv6Ranges.1.CidrIpv6=fd00::/8",
        ];
        await Call("AuthorizeSecurityGroupEgress", rule);
        await Call("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={AwsWalk.Interface}",
            $"SecurityGroupId.1={group.Split('=')[1]}", $"SecurityGroupId.2={AwsWalk.DefaultGroup}");
        foreach (var read in Ec2Actions.All.Where(item => item.IsRead && item.Name != "DescribeVpcAttribute"))
            await Call(read.Name);
        await Call("DescribeVpcAttribute", $"VpcId={AwsClient.MainVpc}", "Attribute=enableDnsHostnames");
        client.Settings.AwsUnknownRulesInAnswer = true;
        await Call("RevokeSecurityGroupEgress", rule);
        await Call("RevokeSecurityGroupEgress", rule);
        await Call("DeleteTags", tagged);
        await Call("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={AwsWalk.Interface}",
            $"SecurityGroupId.1={AwsWalk.DefaultGroup}");
        await Call("DeleteSecurityGroup", group);
        await Call("DeleteRoute", route);
        await Call("DeleteVpcPeeringConnection", id);
        await Call("DescribeVpcPeeringConnections");
    }
}

using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>
/// The newer form of Timescale Cloud's API for VPCs, member by member as its contract's table has it: that copy of the
/// description may not be kept here.
/// </summary>
public class TigerVpcStatusTests
{
    private static readonly object Body = new { name = "prod", cidr = "10.30.0.0/20", region_code = "us-east-1" };

    [Fact]
    public async Task A_VPC_tells_its_life_from_CREATING_to_its_end()
    {
        using var client = New();
        var creation = (await client.TigerOk(202, "POST", $"{AwsClient.Project}/vpcs", Body)).Json;
        Check(creation, "CREATING", isBuilt: false);
        var path = $"{AwsClient.Project}/vpcs/{creation["id"]}";
        client.Wait(10);
        Check((await client.TigerOk(200, "GET", path)).Json, "CREATING", isBuilt: false);
        client.Wait(10);
        Check((await client.TigerOk(200, "GET", path)).Json, "CREATED", isBuilt: true);
        Check((await client.TigerOk(200, "GET", $"{AwsClient.Project}/vpcs")).Json[0]!, "CREATED", isBuilt: true);

        var goneReply = await client.TigerOk(202, "DELETE", path);
        Assert.Equal("", goneReply.Text);
        Check((await client.TigerOk(200, "GET", path)).Json, "DELETING", isBuilt: true);
        client.Wait(10);
        await client.TigerOk(404, "GET", path);
    }

    [Fact]
    public async Task Peerings_keep_their_codes_and_a_failed_VPC_can_be_used_for_nothing()
    {
        using var client = New();
        var creation = (await client.TigerOk(202, "POST", $"{AwsClient.Project}/vpcs", Body)).Json;
        var path = $"{AwsClient.Project}/vpcs/{creation["id"]}";
        client.Wait(20);
        object peer = new
        {
            peer_account_id = AwsClient.Account, peer_region_code = "us-east-1", peer_vpc_id = AwsClient.MainVpc,
        };
        var peering = (await client.TigerOk(201, "POST", $"{path}/peerings", peer)).Json;
        await client.TigerOk(204, "DELETE", $"{path}/peerings/{peering["id"]}");

        client.World.Change("SetCloudVpcStatus:ERROR", "prod");
        Check((await client.TigerOk(200, "GET", path)).Json, "ERROR", isBuilt: true);
        await client.TigerOk(404, "POST", $"{path}/peerings", peer);
        client.World.Change("SetCloudVpcStatus:CREATED", "prod");
        await client.TigerOk(201, "POST", $"{path}/peerings", peer);
    }

    [Fact]
    public async Task The_older_form_has_four_members_whatever_happens()
    {
        using var client = new AwsClient();
        var creation = (await client.TigerOk(201, "POST", $"{AwsClient.Project}/vpcs", Body)).Json;
        client.World.Change("SetCloudVpcStatus:ERROR", "prod");
        var path = $"{AwsClient.Project}/vpcs/{creation["id"]}";
        Assert.Equal(["cidr", "id", "name", "region_code"], Names((await client.TigerOk(200, "GET", path)).Json));
        await client.TigerOk(204, "DELETE", path);
    }

    private static AwsClient New()
    {
        var client = new AwsClient();
        client.Settings.CloudVpcStatus = true;
        return client;
    }

    private static void Check(JsonNode vpc, string status, bool isBuilt)
    {
        string[] members =
        [
            "cidr", "created", "id", "name", .. isBuilt ? new[] { "provisioned_id" } : [], "region_code",
            "status"];
        Assert.Equal(members, Names(vpc));
        Assert.Equal(status, $"{vpc["status"]}");
        Assert.True(DateTimeOffset.TryParse($"{vpc["created"]}", null, out _));
        if (isBuilt) Assert.StartsWith("vpc-", $"{vpc["provisioned_id"]}", StringComparison.Ordinal);
    }

    private static string[] Names(JsonNode vpc) =>
        [.. vpc.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)];
}

using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>The sandbox's Timescale Cloud held against the vendor's own description.</summary>
public class TigerDescriptionTests
{
    [VendorDataFact(VendorData.Tiger)]
    public void Every_route_is_one_of_the_description()
    {
        var knownNames = new OpenApi(VendorData.Read(VendorData.Tiger)).Operations
            .Select(item => $"{item.Method} {item.Path}").ToHashSet();
        Assert.Contains("GET /auth/info", knownNames);
        // The allow lists are a preview, which is in no description.
        var routes = new TigerHost(new World(1, 1)).Table.Routes.Where(item => !item.Kind.Contains("AllowList"));
        foreach (var route in routes) Assert.Contains(
            $"{route.Method} {route.Pattern["/public/api/v1".Length..].Replace("{project}", "{project_id}")
                .Replace("{vpc}", "{vpc_id}").Replace("{peering}", "{peering_id}").Replace("{service}",
                    "{service_id}")}",
            knownNames);
    }

    [VendorDataFact(VendorData.Tiger)]
    public async Task Every_answer_fits_the_description()
    {
        var api = new OpenApi(VendorData.Read(VendorData.Tiger));
        using var client = new AwsClient();
        void Check(string schema, JsonNode value) => Assert.Empty(api.Check(schema, value));
        void CheckAll(string schema, Reply reply)
        {
            foreach (var item in reply.Json.AsArray()) Check(schema, item!);
        }

        Check("AuthInfo", (await client.TigerOk(200, "GET", "/auth/info")).Json);
        var walk = await new AwsWalk(client).Vpc();
        Check("VPC", (await client.TigerOk(200, "GET", walk.VpcPath)).Json);
        CheckAll("VPC", await client.TigerOk(200, "GET", $"{AwsClient.Project}/vpcs"));
        await walk.Request();
        foreach (var seconds in new[] { 0, 34, 30 })
        {
            client.Wait(seconds);
            Check("Peering", (await walk.Peering()).Json);
            CheckAll("Peering", await client.TigerOk(200, "GET", $"{walk.VpcPath}/peerings"));
        }

        await walk.Request("vpc-00000000000000000");
        client.Wait(30);
        Check("Peering", (await walk.Peering()).Json);
        await walk.Attach();
        foreach (var seconds in new[] { 0, 10, 115, 60, 60 })
        {
            client.Wait(seconds);
            CheckAll("Service", await client.TigerOk(200, "GET", $"{AwsClient.Project}/services"));
        }

        Check("Error", (await client.TigerOk(404, "GET", $"{AwsClient.Project}/vpcs/1")).Json);
        Check("Error", (await client.TigerOk(400, "POST", $"{AwsClient.Project}/vpcs", new { })).Json);
        Check("Error", (await client.Tiger("GET", "/projects", null, "a:b")).Json);
    }

    [VendorDataFact(VendorData.Tiger)]
    public void The_check_itself_finds_mistakes()
    {
        var api = new OpenApi(VendorData.Read(VendorData.Tiger));
        var value = JsonNode.Parse("""{"id":"1","name":"a","cidr":7,"status":"active"}""")!;
        Assert.Equal(["VPC.cidr must not be 7", "VPC.region_code is missing", "VPC.status is unknown"],
            api.Check("VPC", value).Order());
        var service = JsonNode.Parse("""{"status":"BUSY"}""")!;
        Assert.Contains("Service.status must not be 'BUSY'", api.Check("Service", service));
    }
}

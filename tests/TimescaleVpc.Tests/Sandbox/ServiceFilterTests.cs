using System.Text.Json.Nodes;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>The managed service's own IP filter and its roles: in the sandbox, and as the engine reads them.</summary>
public sealed class ServiceFilterTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task The_filter_of_a_service_is_read_in_both_forms_and_kept_from_a_peer()
    {
        var api = Api("sandbox-mst-token");
        Assert.Equal(["0.0.0.0/0"], (await Service()).IpFilter!);
        client.World.Change("SetIpFilter", "mst-metrics 10.1.0.0/16,192.0.2.7=office");
        Assert.Equal(["10.1.0.0/16", "192.0.2.7/32"], (await Service()).IpFilter!);
        Assert.IsType<JsonObject>((await client.Mst("GET", "/project/demo-mst/service/mst-metrics"))
            .Json["service"]!["user_config"]!["ip_filter"]![0]);
        client.World.Change("SetIpFilter", "mst-metrics none");
        Assert.Empty((await Service()).IpFilter!);
        Assert.Contains("IP filter", Probe());

        await Client.Expect(200, Put(new { ip_filter = new object[] { "10.0.0.0/8", "203.0.113.0/24" } }));
        Assert.Equal(["10.0.0.0/8", "203.0.113.0/24"], (await Service()).IpFilter!);
        Assert.Contains("Connected", Probe());
        await Client.Expect(400, Put(new { ip_filter = "10.0.0.0/8" }));
        await Client.Expect(400, Put(new { ip_filter = new[] { "10.0.0.1/8" } }));

        async Task<FoundService> Service()
        {
            using var work = ((VpcSandbox)client.World).Activity.Begin();
            return (await api.ListServicesAsync(default)).Single(item => item.Name == "mst-metrics");
        }

        Task<Reply> Put(object config) =>
            client.Mst("PUT", "/project/demo-mst/service/mst-metrics", new { user_config = config });
        string Probe() => client.World
            .Probe(null, "mst-metrics-demo-mst.a.timescaledb.io", 26031, null, null).Tcp.Detail;
    }

    [Fact]
    public async Task A_service_in_a_VPC_may_be_public_as_well()
    {
        Assert.Null(await Host());
        client.World.Change("SetPublicAccess", "mst-metrics on");
        Assert.Null(await Host());
        client.World.Change("MoveService", "mst-metrics timescale-azure-westeurope");
        client.World.Clock.Advance(TimeSpan.FromHours(1));
        var host = await Host();
        Assert.Equal("public-mst-metrics-demo-mst.a.timescaledb.io", host);
        Assert.Contains("public internet", Tcp("mst-metrics-demo-mst.a.timescaledb.io"));
        Assert.Contains("Connected", Tcp(host!));
        await Client.Expect(200, client.Mst("PUT", "/project/demo-mst/service/mst-metrics",
            new { user_config = new { public_access = new { pg = false } } }));
        Assert.Null(await Host());
        Assert.Contains("No such host", client.World.Probe(null, host!, 26031, null, null).Dns.Detail);

        string Tcp(string name) => client.World.Probe(null, name, 26031, null, null).Tcp.Detail;
        async Task<string?> Host()
        {
            using var work = ((VpcSandbox)client.World).Activity.Begin();
            return (await Api("sandbox-mst-token").GetServiceAsync("mst-metrics", default))!.PublicHost;
        }
    }

    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""{"user_config":{}}""", null)]
    [InlineData("""{"user_config":{"ip_filter":"10.0.0.0/8"}}""", null)]
    [InlineData("""{"user_config":{"ip_filter":["10.0.0.0/8",7]}}""", null)]
    [InlineData("""{"user_config":{"ip_filter":[{"description":"x"}]}}""", null)]
    [InlineData("""{"user_config":{"ip_filter":[]}}""", "")]
    [InlineData("""{"user_config":{"ip_filter":["10.0.0.5/8",{"network":"fd00::1"}]}}""", "10.0.0.0/8 fd00::1/128")]
    public void A_filter_that_is_not_shown_is_not_known(string text, string? expected)
    {
        var node = JsonNode.Parse(text)!;
        node["service_name"] = "s";
        var filter = MstReader.Service(node, "p")!.IpFilter;
        Assert.Equal(expected, filter is null ? null : string.Join(' ', filter));
    }

    [Theory]
    [InlineData("0.0.0.0/0", "10.1.0.0/16 10.2.0.0/16", "")]
    [InlineData("10.1.0.0/16 192.0.2.7/32", "10.1.0.0/16 10.2.0.0/16", "10.2.0.0/16")]
    [InlineData("10.1.0.0/17 10.1.128.0/17", "10.1.0.0/16", "")]
    [InlineData("10.1.0.0/17", "10.1.0.0/16", "10.1.128.0/17")]
    [InlineData("", "10.1.0.0/16", "10.1.0.0/16")]
    public void What_a_filter_keeps_out(string filter, string ranges, string expected)
    {
        var service = new FoundService(new ServiceVpc(), IsSettled: true) { IpFilter = Split(filter) };
        Assert.Equal(expected, string.Join(' ', service.KeptOut(Split(ranges))!));
        Assert.Null((service with { IpFilter = null }).KeptOut(Split(ranges)));

        static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("admin", true)]
    [InlineData("operator", true)]
    [InlineData("developer", false)]
    [InlineData("read_only", false)]
    public async Task A_role_says_whether_its_holder_may_change_VPCs_and_so_it_is(string role, bool expected)
    {
        client.World.Change("SetProjectRole", role);
        var roles = await Roles();
        Assert.Equal([role], roles);
        Assert.Equal(expected, MstRoles.MayChangeVpcs(roles));
        var reply = await client.Mst(
            "POST", "/project/demo-mst/vpcs/3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01/peering-connections/refresh");
        Assert.Equal(expected ? 200 : 403, reply.Status);
    }

    [Fact]
    public async Task Single_permissions_without_a_role_say_nothing()
    {
        client.World.Change("SetProjectPermissions", "project:networking:write");
        Assert.Null(MstRoles.MayChangeVpcs(await Roles()));
        Assert.Null(MstRoles.MayChangeVpcs(["developer", "role:of:tomorrow"]));
    }

    private async Task<IReadOnlyList<string>> Roles()
    {
        using var work = ((VpcSandbox)client.World).Activity.Begin();
        return await Api("sandbox-mst-token").GetRolesAsync(default);
    }

    private MstApi Api(string token)
    {
        VpcSandbox world = client.World;
        var wire = new Wire(new WorkClock(world.Time, world.Activity), world.CreateHandler());
        return new MstApi(new MstTransport(wire, new Uri("https://api.aiven.io"), new Secret(token)), "demo-mst");
    }
}

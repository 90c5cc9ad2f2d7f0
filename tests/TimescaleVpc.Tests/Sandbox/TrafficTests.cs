using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>Security groups, user routes and the tenant's policy: seeded, changed, read and felt.</summary>
public sealed class TrafficTests : IDisposable
{
    private const string Version = "?api-version=2024-05-01";
    private const string Network = "/providers/Microsoft.Network/";
    private static readonly string Default = $"{Client.ProdVNet}/subnets/default";

    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Nothing_of_it_is_there_at_first()
    {
        var token = await client.UserToken("reader");
        foreach (var type in new[] { "networkSecurityGroups", "networkInterfaces", "routeTables" })
        {
            var list = await Read($"{Client.Subscription}{Network}{type}", token);
            Assert.Empty(list.Json["value"]!.AsArray());
        }

        var subnet = (await Read(Client.ProdVNet, token)).Json["properties"]!["subnets"]![0]!["properties"]!;
        Assert.Null(subnet["networkSecurityGroup"]);
        Assert.Null(subnet["routeTable"]);
    }

    [Fact]
    public async Task What_was_put_there_is_listed_with_the_rules_that_each_group_has()
    {
        Seed("AzureVNet", ("Name", "App"), ("ResourceGroupName", "App-RG"), ("AddressPrefix", "10.5.0.0/16"),
            ("Subnets", new object[] { "web=10.5.0.0/24", "data=10.5.1.0/24" }));
        Seed("AzureSecurityRule", ("VNetName", "app"), ("ResourceGroupName", "app-rg"), ("Subnet", "data"),
            ("Destination", new object[] { "10.200.0.0/24", "10.201.0.0/24" }), ("Port", "5432"), ("Protocol", "tcp"));
        Seed("AzureRoute", ("VNetName", "App"), ("ResourceGroupName", "App-RG"), ("Prefix", "0.0.0.0/0"),
            ("Address", "10.5.0.4"), ("RouteTable", "through-firewall"));
        var token = await client.UserToken("reader");

        var groups = await Read($"{Client.Subscription}{Network}networkSecurityGroups", token);
        var group = Assert.Single(groups.Json["value"]!.AsArray())!;
        var rule = Assert.Single(group["properties"]!["securityRules"]!.AsArray())!;
        Assert.Equal(("nsg-App", "Deny-Outbound-100"), ($"{group["name"]}", $"{rule["name"]}"));
        Assert.Equal("100 Outbound Deny Tcp 5432 *", string.Join(' ',
            new[] { "priority", "direction", "access", "protocol", "destinationPortRange", "sourceAddressPrefix" }
                .Select(name => rule["properties"]![name])));
        Assert.Null(rule["properties"]!["destinationAddressPrefix"]);
        Assert.Equal(2, rule["properties"]!["destinationAddressPrefixes"]!.AsArray().Count);
        Assert.Equal(
            [65000, 65001, 65500, 65000, 65001, 65500],
            group["properties"]!["defaultSecurityRules"]!.AsArray()
                .Select(item => item!["properties"]!["priority"]!.GetValue<int>()));

        var appGroup = $"{Client.Subscription}/resourceGroups/App-RG{Network}";
        var table = await Read($"{appGroup}routeTables/THROUGH-firewall", token);
        const string Route = "properties.routes.0.properties.";
        Assert.Equal(("0.0.0.0/0", "VirtualAppliance", "10.5.0.4"),
            (table[Route + "addressPrefix"], table[Route + "nextHopType"], table[Route + "nextHopIpAddress"]));
        Assert.Equal(2, table.Json["properties"]!["subnets"]!.AsArray().Count);
        var network = await Read($"{appGroup}virtualNetworks/App", token);
        Assert.Null(network["properties.subnets.0.properties.networkSecurityGroup.id"]);
        Assert.Equal($"{group["id"]}", network["properties.subnets.1.properties.networkSecurityGroup.id"]);
        Assert.Equal(table["id"], network["properties.subnets.0.properties.routeTable.id"]);
        Assert.Equal(
            "rules=Deny-Outbound-100:100:Outbound:Deny:Tcp:*>10.200.0.0/24+10.201.0.0/24:5432 subnets=App/data",
            client.World.Inventory().Single(item => item.Kind == "Arm.NetworkSecurityGroup").Properties);
    }

    [Fact]
    public async Task Lists_have_pages_and_need_the_right_to_read()
    {
        foreach (var name in new[] { "one", "two", "three" })
            client.World.Change("AddUserRoute", $"{Client.ProdVNet} routetable={name};name={name}");
        client.World.Settings.ArmPageSize = 2;
        var token = await client.UserToken();
        var first = await Read($"{Client.Subscription}{Network}routeTables", token);
        Assert.Equal(2, first.Json["value"]!.AsArray().Count);
        var second = await Client.Expect(200, client.Arm("GET", first["nextLink"]!, token));
        Assert.Single(second.Json["value"]!.AsArray());

        client.World.Change("SetAzureRole:reader", new JsonObject
        {
            ["Name"] = "Least", ["Actions"] = new JsonArray("Microsoft.Network/virtualNetworks/read"),
            ["AssignableScopes"] = new JsonArray(Client.Subscription),
        }.ToJsonString());
        token = await client.UserToken("reader");
        foreach (var path in new[]
        {
            "networkSecurityGroups", "networkInterfaces", "routeTables", "locations/westeurope/usages",
        })
        {
            var refusal = await Client.Expect(
                403, client.Arm("GET", $"{Client.Subscription}{Network}{path}{Version}", token));
            Assert.Equal("AuthorizationFailed", refusal["error.code"]);
        }
    }

    [Fact]
    public async Task The_usage_of_limits_is_that_of_a_region()
    {
        var usages = await Read($"{Client.Subscription}{Network}locations/westeurope/usages", await client.UserToken());
        Assert.Equal(["VirtualNetworks 5/1000", "NetworkSecurityGroups 0/5000", "RouteTables 0/200",
            "PeeringsPerVirtualNetwork 0/500"], usages.Json["value"]!.AsArray()
                .Select(item => $"{item!["name"]!["value"]} {item["currentValue"]}/{item["limit"]}"));
    }

    /// <summary>
    /// The longest prefix counts, and of two that are equal the user's; the rule with the lowest number decides, and
    /// what is peered belongs to VirtualNetwork.
    /// </summary>
    [Fact]
    public async Task The_way_to_a_service_is_cut_by_what_would_cut_it()
    {
        await new Walk(client).UpToActive();
        await Client.Expect(200, client.Mst("PUT", "/project/demo-mst/service/mst-metrics",
            new { project_vpc_id = Client.WestVpc }));
        client.Wait(600);
        (string Change, string Values, string? Reason)[] cases =
        [
            ("UserRoute", "prefix=0.0.0.0/0;address=10.1.0.9", null),
            ("UserRoute", "prefix=10.0.0.0/8", null),
            ("UserRoute", "prefix=10.200.0.0/24", "the route x of routes-Prod-VNet leads 10.200.0.0/24 to None"),
            ("UserRoute", "prefix=10.200.0.0/25;nexthop=internet", "leads 10.200.0.0/25 to Internet"),
            ("UserRoute", "prefix=10.200.0.128/25", null),
            ("SecurityRule", "", "the rule x of nsg-Prod-VNet denies it"),
            ("SecurityRule", "destination=Internet", null),
            ("SecurityRule", "destination=virtualnetwork", "denies it"),
            ("SecurityRule", "destination=10.200.0.0/24,10.99.0.0/16;port=5000,26000-27000;protocol=Tcp", "denies it"),
            ("SecurityRule", "port=26032", null),
            ("SecurityRule", "protocol=Udp", null),
            ("SecurityRule", "direction=Inbound", null),
            ("SecurityRule", "source=10.1.9.0/24", null),
            ("SecurityRule", "access=Allow", null),
        ];
        foreach (var (change, values, reason) in cases)
        {
            client.World.Change($"Add{change}", $"{Default} name=x;{values}");
            var tcp = Probe();
            Assert.Equal((values, reason is null ? "Passed" : "Failed"), (values, tcp.Status));
            if (reason is not null) Assert.Contains(reason, tcp.Detail, StringComparison.Ordinal);
            client.World.Change($"Remove{change}", "x");
        }

        // A group of one interface stops that one only; its source is that address.
        var nic = $"{Client.Subscription}/resourceGroups/Network-RG{Network}networkInterfaces/app-nic";
        client.World.Change("AddNetworkInterface", $"{Default} name=app-nic;address=10.1.0.9");
        client.World.Change("AddSecurityRule", $"{nic} name=x;source=10.1.0.8");
        Assert.Equal("Passed", Probe().Status);
        client.World.Change("AddSecurityRule", $"{nic} name=y;source=10.1.0.9");
        Assert.Contains("network interface app-nic: the rule y of nsg-app-nic denies it", Probe().Detail,
            StringComparison.Ordinal);
        client.World.Change("RemoveNetworkInterface", "app-nic");
        Assert.Equal("Passed", Probe().Status);

        client.World.Change("AddSecurityRule", $"{Default} priority=200");
        client.World.Change("AddSecurityRule", $"{Default} priority=150;access=Allow;destination=10.200.0.0/24");
        Assert.Equal("Passed", Probe().Status);

        ProbeResult Probe() => ((VpcSandbox)client.World)
            .Probe(Client.ProdVNet, "mst-metrics-demo-mst.a.timescaledb.io", 26031, null, null).Tcp;
    }

    [Fact]
    public async Task Halves_of_links_are_changed_by_id_or_by_their_VNet()
    {
        var walk = await new Walk(client).UpToActive();
        client.World.Change("SetLinkFlag:allowVirtualNetworkAccess", $"{Client.ProdVNet} false");
        client.World.Change("SetLinkFlag:useRemoteGateways", $"{walk.Half} true");
        client.World.Change("SetLinkState:Disconnected", walk.Half);
        var half = client.World.Inventory().Single(item => item.Id == walk.Half);
        Assert.StartsWith("allowAccess=False forwardedTraffic=False gatewayTransit=False provisioning=Succeeded",
            half.Properties, StringComparison.Ordinal);
        Assert.EndsWith("remoteGateways=True state=Disconnected syncLevel=FullyInSync",
            half.Properties, StringComparison.Ordinal);

        // Which half is behind depends on whose network has grown.
        var platform = client.World.Inventory().Single(item => item.Id == walk.Half).Properties.Split("remote=")[1]
            .Split(' ')[0];
        foreach (var (network, level) in new[]
        {
            (Client.ProdVNet, "RemoteNotInSync"), (platform, "LocalAndRemoteNotInSync"),
        })
        {
            client.World.Change("AddVNetRange", $"{network} 10.99.0.0/16");
            Assert.EndsWith(level, client.World.Inventory().Single(item => item.Id == walk.Half).Properties,
                StringComparison.Ordinal);
        }

        client.World.Change("RemoveVNetRange", $"{Client.ProdVNet} 10.99.0.0/16");
        Assert.EndsWith("=LocalNotInSync", client.World.Inventory().Single(item => item.Id == walk.Half).Properties,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => client.World.Change("RemoveVNetRange", $"{Client.ProdVNet} 10.1.0.0/16"));
    }

    [Fact]
    public async Task The_tenant_s_policy_is_read_with_a_role_and_refuses_secrets()
    {
        var graph = await client.UserToken("admin", Client.GraphScope);
        Task<Reply> Policy(string token) => client.Graph("GET", "/policies/defaultAppManagementPolicy", token);
        Assert.Equal("False", (await Client.Expect(200, Policy(graph)))["isEnabled"], ignoreCase: true);
        await Client.Expect(403, Policy(await client.UserToken("reader", Client.GraphScope)));
        var app = await Client.Expect(201, client.Graph("POST", "/applications", graph, new { displayName = "a" }));
        client.Wait(30);
        Task<Reply> Add(int days) => client.Graph("POST", $"/applications/{app["id"]}/addPassword", graph, new
        {
            passwordCredential = new { endDateTime = client.World.Clock.UtcNow.AddDays(days) },
        });

        client.World.Change("AddAppPolicy:passwordLifetime", "demo.example P7D");
        var policy = await Client.Expect(200, Policy(graph));
        const string First = "applicationRestrictions.passwordCredentials.0.";
        Assert.Equal(("passwordLifetime", "P7D", "enabled"), (policy[First + "restrictionType"],
            policy[First + "maxLifetime"], policy[First + "state"]));
        Assert.Equal("CredentialInvalidLifetimeAsPerAppPolicy", (await Client.Expect(400, Add(8)))["error.code"]);
        await Client.Expect(200, Add(6));
        client.World.Change("AddAppPolicy:passwordAddition", "demo.example");
        Assert.Equal("CredentialTypeNotAllowedAsPerAppPolicy", (await Client.Expect(400, Add(1)))["error.code"]);
        Assert.Equal(2, client.World.Inventory().Count(item => item.Kind == "Entra.AppPolicy"));
        client.World.Change("RemoveAppPolicy", client.Tenant);
        await Client.Expect(200, Add(8));

        // Applications that were there before the policy's date are spared.
        Seed("AzureAppPolicy", ("Restriction", "passwordAddition"), ("CreatedAfter", "2027-01-01"));
        await Client.Expect(200, Add(1));
        client.World.Settings.PolicyScopeMissing = true;
        Assert.Equal("AccessDenied", (await Client.Expect(403, Policy(graph)))["error.code"]);
    }

    [Fact]
    public async Task Roles_are_widened_and_secrets_made_behind_one_s_back()
    {
        var walk = await new Walk(client).UpToPending();
        var before = client.World.Inventory();
        var assignment = before.First(item => item.Kind == "Arm.RoleAssignment"
            && item.Properties.Contains(walk.PrincipalId, StringComparison.Ordinal));
        client.World.Change("WidenAssignment", assignment.Name);
        client.World.Change("AddAzureAction:Microsoft.Network/*", "own");
        client.World.Change("AddSecret", before.First(item => item.Kind == "Entra.Application"
            && item.Properties.Contains("demo", StringComparison.OrdinalIgnoreCase)
            || item.Kind == "Entra.Application").Id);
        string[] newItems = [.. client.World.Inventory().Select(item => $"{item.Kind} {item.Properties}")
            .Except(before.Select(item => $"{item.Kind} {item.Properties}"))];
        Assert.Contains(newItems, item => item.StartsWith("Arm.RoleAssignment ", StringComparison.Ordinal)
            && item.EndsWith($"scope={Client.Subscription}", StringComparison.Ordinal));
        Assert.Contains(newItems, item => item.StartsWith("Arm.RoleDefinition ", StringComparison.Ordinal)
            && item.Contains("Microsoft.Network/*", StringComparison.Ordinal));
        Assert.Contains(newItems, item => item.StartsWith("Entra.Credential ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AzureSecurityRule", "Priority 99", "Priority '99' is no number from 100 to 4096")]
    [InlineData("AzureSecurityRule", "Access Maybe", "Access 'Maybe' is none of Deny, Allow")]
    [InlineData("AzureSecurityRule", "Port 70000", "Port '70000' is no port, range of ports or *")]
    [InlineData("AzureSecurityRule", "Destination 10.1.0.0/33",
        "Destination '10.1.0.0/33' is neither a range, such as 10.1.0.0/16, nor a service tag")]
    [InlineData("AzureSecurityRule", "Subnet none", "Subnet 'none' is no subnet of Prod-VNet")]
    [InlineData("AzureSecurityRule", "NetworkInterface none",
        "NetworkInterface 'none' is no network interface in Prod-VNet")]
    [InlineData("AzureNetworkInterface", "Address 10.9.0.4", "Address '10.9.0.4' is in no subnet of Prod-VNet")]
    [InlineData("AzureNetworkInterface", "Address 10.1.0.77", "Address '10.1.0.77' is taken in Prod-VNet")]
    [InlineData("AzureNetworkInterface", "Name taken", "Name 'taken' is taken in Network-RG")]
    [InlineData("AzureRoute", "NextHop VirtualAppliance",
        "Address '' does not fit: a VirtualAppliance has an address, and no other next hop has")]
    [InlineData("AzureRoute", "Name taken", "Name 'taken' is taken in routes-Prod-VNet")]
    public void What_Azure_would_not_take_is_refused_and_leaves_nothing(string parameter, string pair, string problem)
    {
        client.World.Change("AddUserRoute", $"{Client.ProdVNet} name=taken;prefix=10.77.0.0/16");
        client.World.Change("AddNetworkInterface", $"{Client.ProdVNet} name=taken;address=10.1.0.77");
        var before = client.World.Inventory();
        var (key, value) = (pair.Split(' ')[0], pair.Split(' ')[1]);
        var error = Assert.Throws<SandboxPartException>(() => Seed(parameter, ("VNetName", "Prod-VNet"),
            ("ResourceGroupName", "Network-RG"), (key, value),
            parameter switch
            {
                "AzureRoute" => ("Prefix", "10.78.0.0/16"),
                "AzureNetworkInterface" => ("Subnet", "default"),
                _ => ("Direction", "Outbound"),
            }));
        Assert.Equal(problem, error.Problem);
        Assert.Equal(before, client.World.Inventory());
    }

    private async Task<Reply> Read(string path, string token) =>
        await Client.Expect(200, client.Arm("GET", path + Version, token));

    private void Seed(string parameter, params (string Key, object? Value)[] values) =>
        ((VpcSandbox)client.World).Add([new SandboxPart(parameter, $"-{parameter}",
            values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase))]);
}

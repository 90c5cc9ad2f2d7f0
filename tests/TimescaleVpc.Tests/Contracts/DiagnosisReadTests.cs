using System.Net;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Support;
using TimescaleVpc.Tests.Transport;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>What a diagnosis reads in Azure: of the sandbox as a whole, and of answers with gaps nothing.</summary>
public sealed class DiagnosisReadTests
{
    private const string Subscription = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private const string Group = Subscription + "/resourceGroups/Network-RG";
    private const string VNet = Group + "/providers/Microsoft.Network/virtualNetworks/Prod-VNet";
    private const string Nic = Group + "/providers/Microsoft.Network/networkInterfaces/app-nic";

    [Fact]
    public async Task Everything_that_was_put_into_a_world_is_read_in_pages()
    {
        var walk = await Walk.StartAsync();
        var world = walk.World;
        world.Change(
            "AddSecurityRule", $"{VNet} name=cut;destination=10.200.0.0/24,10.9.0.0/16;port=5432;protocol=Tcp");
        world.Change("AddSecurityRule", $"{VNet} name=let;access=Allow;priority=4000;direction=Inbound");
        world.Change("AddNetworkInterface", $"{VNet} name=app-nic;address=10.1.0.9");
        world.Change("AddNetworkInterface", $"{VNet}/subnets/default *");
        world.Change("AddSecurityRule", $"{Nic} securitygroup=nsg-Prod-VNet;name=of-one;access=Allow;priority=500");
        world.Change("AddUserRoute", $"{VNet} name=lead;prefix=0.0.0.0/0;address=10.1.0.9");
        world.Change("AddUserRoute", $"{VNet} name=drop;prefix=10.200.0.0/24");
        world.Change("AddLock:CanNotDelete", Group);
        world.Change("AddLock:ReadOnly", VNet);
        world.Change("AddDenyAssignment", Group);
        world.Change("AddAppPolicy:passwordLifetime", "demo.example P7D");
        world.Settings.ArmPageSize = 1;

        var state = SessionState.Of(walk.Session);
        using var work = state.Clock.Work();
        var account = await state.SignInAsync<AzureAccount>(default);
        var id = account.Subscription.Id;
        var group = Assert.Single(await account.Traffic.ListSecurityGroupsAsync(id, default));
        Assert.Equal(
            [
                "cut 100 True True Tcp *>10.200.0.0/24,10.9.0.0/16:5432 False",
                "of-one 500 True False * *>*:* False", "let 4000 False False * *>*:* False",
                "AllowVnetInBound 65000 False False * VirtualNetwork>VirtualNetwork:* True",
                "AllowVnetOutBound 65000 True False * VirtualNetwork>VirtualNetwork:* True",
                "AllowAzureLoadBalancerInBound 65001 False False * AzureLoadBalancer>*:* True",
                "AllowInternetOutBound 65001 True False * *>Internet:* True",
                "DenyAllInBound 65500 False True * *>*:* True", "DenyAllOutBound 65500 True True * *>*:* True",
            ],
            group.Rules.Select(rule => $"{rule.Name} {rule.Priority} {rule.IsOutbound} {rule.IsDenied} "
                + $"{rule.Protocol} {string.Join(',', rule.Sources)}>{string.Join(',', rule.Destinations)}:"
                + $"{string.Join(',', rule.Ports)} {rule.IsDefault}"));
        Assert.Equal(Nic, Assert.Single(group.InterfaceIds));
        Assert.Equal(
            [("app-nic", group.Id, "10.1.0.9", $"{VNet}/subnets/default"),
                ("nic-2", null, "10.1.0.4", $"{VNet}/subnets/default")],
            (await account.Traffic.ListInterfacesAsync(id, default)).Select(item => (item.Name, item.SecurityGroupId,
                item.Addresses.Single().Address, item.Addresses.Single().SubnetId)));
        var table = Assert.Single(await account.Traffic.ListRouteTablesAsync(id, default));
        Assert.Equal(
            [new("lead", "0.0.0.0/0", "VirtualAppliance", "10.1.0.9"), new("drop", "10.200.0.0/24", "None", null)],
            table.Routes);
        Assert.True(table.Routes[1].IsDropped);

        var networks = await account.Networks.ListAsync(id, default);
        var network = networks.Single(item => item.VNetId == VNet);
        var subnet = Assert.Single(network.Subnets!);
        Assert.Equal(("default", "10.1.0.0/24", group.Id, table.Id), (subnet.Name,
            Assert.Single(subnet.AddressPrefixes), subnet.SecurityGroupId, subnet.RouteTableId));
        Assert.All(networks.Where(item => item.VNetId != VNet).SelectMany(item => item.Subnets!),
            item => Assert.Equal((null, null), (item.SecurityGroupId, item.RouteTableId)));
        Assert.All(networks.SelectMany(item => item.Peerings), half => Assert.Equal((true, false, false, false),
            (half.AllowsAccess, half.AllowsForwardedTraffic, half.AllowsGatewayTransit, half.UsesRemoteGateways)));

        var locks = await account.Governance.ListLocksAsync(id, default);
        Assert.Equal([(Group, "CanNotDelete"), (VNet, "ReadOnly")], locks.Select(item => (item.Scope, item.Level)));
        var denial = Assert.Single(await account.Governance.ListDenyAssignmentsAsync(id, default));
        Assert.True(denial.Stops("Microsoft.Network/virtualNetworks/write", VNet.ToUpperInvariant(), null));
        Assert.False(denial.Stops("Microsoft.Network/virtualNetworks/read", VNet, null));
        Assert.False(denial.Stops("Microsoft.Network/virtualNetworks/write", Subscription, null));

        var policy = await account.Entra.GetAppPolicyAsync(default);
        Assert.True(policy.IsEnabled);
        var restriction = Assert.Single(policy.For(DateTimeOffset.UtcNow));
        Assert.Equal(new("passwordLifetime", TimeSpan.FromDays(7), null, IsEnabled: true), restriction);
        Assert.True(restriction.ForbidsSecretsFor(TimeSpan.FromDays(8)));
        Assert.False(restriction.ForbidsSecretsFor(TimeSpan.FromDays(7)) || restriction.ForbidsSecrets);
    }

    [Fact]
    public async Task Each_is_one_list_for_a_subscription_and_refused_by_name_without_the_right()
    {
        var walk = await (await Walk.StartAsync()).AgainAsync("reader");
        var state = SessionState.Of(walk.Session);
        using var work = state.Clock.Work();
        var account = await state.SignInAsync<AzureAccount>(default);
        walk.World.Change("SetAzureRole:reader", new JsonObject
        {
            ["Name"] = "Least", ["Actions"] = new JsonArray("Microsoft.Network/virtualNetworks/read"),
            ["AssignableScopes"] = new JsonArray(Subscription),
        }.ToJsonString());
        foreach (var (action, read) in Reads(account))
        {
            var before = walk.World.Requests.Length;
            var error = await Assert.ThrowsAsync<TimescaleVpcException>(read);
            Assert.Equal("AzurePermissionDenied", error.ErrorId);
            Assert.Contains(action, error.Message, StringComparison.Ordinal);
            Assert.Equal(action, $"{Assert.Single(walk.World.Requests[before..]).Permissions}");
        }

        foreach (var isMissing in new[] { false, true })
        {
            // A reader has no role in the directory, and the scope of a client's token counts beside it.
            walk.World.Settings.PolicyScopeMissing = isMissing;
            if (isMissing)
                walk.World.Change("SetDirectoryActions:reader", "microsoft.directory/policies/standard/read");
            var refusal = await Assert.ThrowsAsync<EntraException>(() => account.Entra.GetAppPolicyAsync(default));
            Assert.Equal("EntraPermissionDenied", refusal.ToError().ErrorId);
        }
    }

    [Fact]
    public async Task What_the_sandbox_answers_is_described()
    {
        using var client = new Sandbox.Client();
        var world = client.World;
        world.Change("AddSecurityRule", $"{VNet} destination=10.200.0.0/24,10.9.0.0/16");
        world.Change("AddNetworkInterface", $"{VNet} name=app-nic");
        world.Change("AddSecurityRule", Nic);
        world.Change("AddUserRoute", $"{VNet} address=10.1.0.9");
        world.Change("AddLock:ReadOnly", Group);
        world.Change("AddDenyAssignment", Group);
        var token = await client.UserToken("reader");
        foreach (var read in DiagnosisRead.All)
        {
            var path = read.Path.Replace("/subscriptions/{s}", Subscription, StringComparison.Ordinal)
                .Replace("{l}", "westeurope", StringComparison.Ordinal);
            var list = await Sandbox.Client.Expect(
                200, client.Arm("GET", $"{path}?api-version={read.Version}", token));
            Assert.NotEmpty(list.Json["value"]!.AsArray());
            Assert.Empty(read.Faults(list.Json));
        }

        world.Change("AddAppPolicy:passwordLifetime", "demo.example");
        var policy = await Sandbox.Client.Expect(200, client.Graph("GET", "/policies/defaultAppManagementPolicy",
            await client.UserToken("admin", Sandbox.Client.GraphScope)));
        Assert.Empty(DiagnosisRead.Policy.Faults(new JsonArray(policy.Json.DeepClone())));
    }

    /// <summary>
    /// An item that lacks what decides about it makes the list unreadable: it is never taken for absent.
    /// </summary>
    [Theory]
    [InlineData("group", """{"id":"/i","properties":{"securityRules":[],"defaultSecurityRules":[]}}""")]
    [InlineData("group", """{"id":"/i","name":"n","properties":{"securityRules":[]}}""")]
    [InlineData("group", """
        {"id":"/i","name":"n","properties":{"securityRules":[{"name":"r"}],"defaultSecurityRules":[]}}
        """)]
    [InlineData("group", """
        {"id":"/i","name":"n","properties":{"defaultSecurityRules":[],"securityRules":[{"name":"r","properties":
        {"priority":1,"direction":"Outbound","access":"Deny","protocol":"*","destinationPortRange":"*"}}]}}
        """)]
    [InlineData("group", """
        {"id":"/i","name":"n","properties":{"securityRules":[],"defaultSecurityRules":[],"networkInterfaces":[{}]}}
        """)]
    [InlineData("interface", """{"id":"/i","name":"n","properties":{}}""")]
    [InlineData("interface", """
        {"id":"/i","name":"n","properties":{"ipConfigurations":[],"networkSecurityGroup":{}}}
        """)]
    [InlineData("table", """{"id":"/i","name":"n","properties":{}}""")]
    [InlineData("table", """
        {"id":"/i","name":"n","properties":{"routes":[{"name":"r","properties":{"addressPrefix":"0.0.0.0/0"}}]}}
        """)]
    [InlineData("lock", """{"id":"/i","name":"n","properties":{"level":"ReadOnly"}}""")]
    [InlineData("lock", """{"id":"/s/providers/Microsoft.Authorization/locks/n","name":"n","properties":{}}""")]
    [InlineData("denial", """
        {"id":"/i","properties":{"denyAssignmentName":"n","scope":"/s","permissions":[{}],"principals":[]}}
        """)]
    [InlineData("denial", """{"id":"/i","properties":{"denyAssignmentName":"n","scope":"/s","permissions":[]}}""")]
    public async Task What_lacks_a_part_is_not_read_at_all(string what, string item)
    {
        using var wire = new Wire(WorkClock.Real, new StubHandler((_, _) => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"value":[{{item}}]}"""),
        }));
        var arm = new ArmTransport(wire, EveryClient.Tokens(wire), null);
        var (traffic, governance) = (new ArmTraffic(arm), new ArmGovernance(arm));
        Func<Task> read = what switch
        {
            "group" => () => traffic.ListSecurityGroupsAsync("s", default),
            "interface" => () => traffic.ListInterfacesAsync("s", default),
            "table" => () => traffic.ListRouteTablesAsync("s", default),
            "lock" => () => governance.ListLocksAsync("s", default),
            _ => () => governance.ListDenyAssignmentsAsync("s", default),
        };
        Assert.Equal("UnreadableAnswer", (await Assert.ThrowsAsync<TimescaleVpcException>(read)).ErrorId);
    }

    [Theory]
    [InlineData("""{"subnets":[{"name":"a","properties":{"addressPrefix":"10.0.0.0/24"}}]}""", "a 10.0.0.0/24 - -")]
    [InlineData("""
        {"subnets":[{"name":"a","properties":{"addressPrefixes":["10.0.0.0/24","10.0.1.0/24"],
        "networkSecurityGroup":{"id":"/g"},"routeTable":{"id":"/t"}}}]}
        """, "a 10.0.0.0/24,10.0.1.0/24 /g /t")]
    [InlineData("""{"subnets":[{"name":"a","properties":{"networkSecurityGroup":{}}}]}""", null)]
    [InlineData("""{"subnets":[{"properties":{}}]}""", null)]
    [InlineData("""{"subnets":"none"}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"subnets":[]}""", "")]
    public void Subnets_are_read_as_a_whole_or_not_at_all(string network, string? expected)
    {
        var subnets = ArmTraffic.ReadSubnets(Json.Parse(network));
        Assert.Equal(expected, subnets is null ? null : string.Join(';', subnets.Select(item =>
            $"{item.Name} {string.Join(',', item.AddressPrefixes)} {item.SecurityGroupId ?? "-"} "
            + $"{item.RouteTableId ?? "-"}")));
    }

    [Theory]
    [InlineData("CanNotDelete", "x/delete", true)]
    [InlineData("CanNotDelete", "x/write", false)]
    [InlineData("ReadOnly", "x/write", true)]
    [InlineData("ReadOnly", "x/peer/action", true)]
    [InlineData("ReadOnly", "x/read", false)]
    [InlineData("SomethingNewer", "x/write", true)]
    public void A_lock_stops_what_its_level_says(string level, string action, bool isStopped)
    {
        var item = new AzureLock("/i", "n", Group, level, null);
        Assert.Equal(isStopped, item.Stops(action, VNet));
        Assert.False(item.Stops("x/delete", Subscription));
    }

    private static (string Action, Func<Task> Read)[] Reads(AzureAccount account)
    {
        var (id, traffic, governance) = (account.Subscription.Id, account.Traffic, account.Governance);
        return
        [
            ("Microsoft.Network/networkSecurityGroups/read", () => traffic.ListSecurityGroupsAsync(id, default)),
            ("Microsoft.Network/networkInterfaces/read", () => traffic.ListInterfacesAsync(id, default)),
            ("Microsoft.Network/routeTables/read", () => traffic.ListRouteTablesAsync(id, default)),
            ("Microsoft.Authorization/locks/read", () => governance.ListLocksAsync(id, default)),
            ("Microsoft.Authorization/denyAssignments/read",
                () => governance.ListDenyAssignmentsAsync(id, default)),
        ];
    }
}

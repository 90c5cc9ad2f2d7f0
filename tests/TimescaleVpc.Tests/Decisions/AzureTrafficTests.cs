using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>
/// Which rule stops traffic, and which route takes it away: as Azure documents, and as the sandbox plays it.
/// </summary>
public sealed class AzureTrafficTests
{
    private const string VNet = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/Network-RG"
        + "/providers/Microsoft.Network/virtualNetworks/Prod-VNet";

    private static readonly AddressRange[] Peered = [AddressRange.Parse("10.200.0.0/24")];
    private static readonly AzureFlow Flow = new(AddressRange.Parse("10.1.0.0/24"), Peered[0], PortSpan.One(26031));

    [Theory]
    [InlineData("0.0.0.0/0", "")]
    [InlineData("10.0.0.0/8", "")]
    [InlineData("10.200.0.0/23", "")]
    [InlineData("10.200.0.0/24", "10.200.0.0/24")]
    [InlineData("10.200.0.7/24", "10.200.0.7/24")]
    [InlineData("10.200.0.128/25", "10.200.0.128/25")]
    [InlineData("10.201.0.0/24", "")]
    [InlineData("Storage", "")]
    [InlineData("10.200.0.0/24 10.200.0.0/25", "10.200.0.0/25 10.200.0.0/24")]
    [InlineData("10.200.0.0/24 10.200.0.0/25 10.200.0.128/25", "10.200.0.0/25 10.200.0.128/25")]
    public void The_longest_prefix_and_of_equal_ones_the_user_s_takes_traffic_away(string prefixes, string expected)
    {
        var table = new AzureRouteTable("/t", "t",
            [.. prefixes.Split(' ').Select(prefix => new AzureRoute(prefix, prefix, "None", null))]);
        Assert.Equal(expected, string.Join(' ', table.Diverting(Peered).Select(route => route.Prefix)));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("d 100 Deny * > * : *", "d")]
    [InlineData("d 100 Deny * > VirtualNetwork : *", "d")]
    [InlineData("d 100 Deny * > Internet : *", null)]
    [InlineData("d 100 Deny * > Storage.WestEurope : *", null)]
    [InlineData("d 100 Deny * > 10.200.0.10 : *", "d")]
    [InlineData("d 100 Deny * > 10.200.0.0/16 : 5432", null)]
    [InlineData("d 100 Deny * > 10.200.0.0/16 : 80,26000-26999", "d")]
    [InlineData("d 100 Deny 10.1.0.200/32 > * : *", "d")]
    [InlineData("d 100 Deny 10.1.9.0/24 > * : *", null)]
    [InlineData("d 200 Deny * > * : *; a 100 Allow * > 10.200.0.0/24 : 26031", null)]
    [InlineData("d 200 Deny * > * : *; a 100 Allow * > 10.200.0.0/25 : *", "d")]
    [InlineData("d 200 Deny * > * : *; a 100 Allow * > 10.200.0.0/25 : *; b 150 Allow * > 10.200.0.128/25 : *", null)]
    [InlineData("d 200 Deny * > * : *; a 100 Allow 10.1.0.0/25 > * : *", "d")]
    [InlineData("d 100 Deny * > * : *; a 200 Allow * > * : *", "d")]
    [InlineData("d 200 Deny * > 10.200.0.0/24 : *; a 100 Allow VirtualNetwork > VirtualNetwork : 26031", null)]
    public void The_first_rule_that_fits_a_part_decides_about_it(string rules, string? expected)
    {
        AzureSecurityRule[] ownRules = [.. rules.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(Rule)];
        var group = new AzureSecurityGroup("/g", "g", [.. ownRules.Concat(Defaults).OrderBy(rule => rule.Priority)]);
        var places = new AzurePlaces([AddressRange.Parse("10.1.0.0/16"), .. Peered]);
        Assert.Equal(expected, group.FirstDenial(Flow, places)?.Name);
    }

    /// <summary>
    /// Without the link, or with one that lets nothing pass, only a rule of one's own lets traffic out.
    /// </summary>
    [Theory]
    [InlineData("Connected", true, null)]
    [InlineData("Connected", null, null)]
    [InlineData("Connected", false, "DenyAllOutBound")]
    [InlineData("Disconnected", true, "DenyAllOutBound")]
    public void What_is_peered_belongs_to_the_virtual_network(string state, bool? allowsAccess, string? expected)
    {
        var vnet = new AzureVNet
        {
            AddressPrefixes = ["10.1.0.0/16"],
            Peerings =
            [
                new() { State = state, AllowsAccess = allowsAccess, RemoteAddressPrefixes = ["10.200.0.0/24"] },
            ],
        };
        var group = new AzureSecurityGroup(
            "/g", "g", [.. Defaults.Where(rule => rule.Name != "AllowInternetOutBound")]);
        Assert.Equal(expected, group.FirstDenial(Flow, AzurePlaces.Of(vnet, []))?.Name);
        Assert.Null(group.FirstDenial(Flow, AzurePlaces.Of(vnet, Peered)));
    }

    /// <summary>The sandbox decides for one address, and by code of its own.</summary>
    [Fact]
    public async Task The_sandbox_lets_pass_what_passes_and_stops_what_is_stopped()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.RunAsync<object>(new SetServiceRequest { Service = ["mst-metrics"] }, null, peering);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(20));
        var state = SessionState.Of(walk.Session);
        using var work = state.Clock.Work();
        var account = await state.SignInAsync<AzureAccount>(default);
        foreach (var (change, values) in new[]
        {
            ("UserRoute", "prefix=0.0.0.0/0"), ("UserRoute", "prefix=10.200.0.0/24"),
            ("UserRoute", "prefix=10.200.0.0/28"), ("SecurityRule", ""), ("SecurityRule", "destination=Internet"),
            ("SecurityRule", "destination=VirtualNetwork"), ("SecurityRule", "port=5432"),
            ("SecurityRule", "destination=10.200.0.0/24;port=26000-26100;protocol=Tcp"),
            ("SecurityRule", "protocol=Udp"), ("SecurityRule", "access=Allow"), ("SecurityRule", "direction=Inbound"),
        })
        {
            walk.World.Change($"Add{change}", $"{VNet} name=x;{values}");
            var vnet = (await account.Networks.GetAsync(VNetId.Parse(VNet), default))!;
            var id = account.Subscription.Id;
            var group = (await account.Traffic.ListSecurityGroupsAsync(id, default))
                .FirstOrDefault(item => item.Id == vnet.Subnets![0].SecurityGroupId);
            var table = (await account.Traffic.ListRouteTablesAsync(id, default))
                .FirstOrDefault(item => item.Id == vnet.Subnets![0].RouteTableId);
            var isStopped = table?.Diverting(Peered).Count > 0
                || group?.FirstDenial(Flow, AzurePlaces.Of(vnet, [])) is not null;
            var tcp = walk.World.Probe(VNet, "mst-metrics-demo-mst.a.timescaledb.io", 26031, null, null).Tcp;
            Assert.Equal((values, isStopped ? "Failed" : "Passed"), (values, tcp.Status));
            walk.World.Change($"Remove{change}", "x");
        }
    }

    /// <summary>A rule as <c>NAME PRIORITY ACCESS SOURCE > DESTINATION : PORTS</c>.</summary>
    private static AzureSecurityRule Rule(string text) => text.Split(' ') is
        [var name, var priority, var access, var source, _, var destination, _, var ports]
        ? new(name, int.Parse(priority, System.Globalization.CultureInfo.InvariantCulture), "Outbound", access, "*",
            [source], [destination], ports.Split(','), IsDefault: false)
        : throw new ArgumentException(text);

    private static readonly AzureSecurityRule[] Defaults =
    [
        Rule("AllowVnetOutBound 65000 Allow VirtualNetwork > VirtualNetwork : *"),
        Rule("AllowInternetOutBound 65001 Allow * > Internet : *"), Rule("DenyAllOutBound 65500 Deny * > * : *"),
    ];
}

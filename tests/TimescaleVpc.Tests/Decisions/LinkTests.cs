using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>Which of a VNet's peerings is ours, and which ranges are in the way of a new one.</summary>
public sealed class LinkTests
{
    private const string Group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/";
    private const string Platform = Group + "platform";
    private const string Elsewhere = Group + "hub";
    private const string Range = "10.30.0.0/20";

    /// <summary>A half is ours by name, by network or, once the platform has a connection, by range.</summary>
    private static readonly DecisionTable Ours = new("""
        name | network   | ranges       | network known | connection known | is ours
        ours | *         | *            | *             | *                | True
        *    | platform  | *            | True          | *                | True
        *    | *         | same, several | *            | True             | True
        *    | *         | *            | *             | *                | False
        """);

    [Fact]
    public void A_half_is_ours_by_name_by_network_or_by_range()
    {
        foreach (var name in new[] { "ours", "other" })
        foreach (var network in new[] { "platform", "hub" })
        foreach (var ranges in new[] { "same", "wider", "several", "none" })
        foreach (var networkKnown in new[] { false, true })
        foreach (var connectionKnown in new[] { false, true })
        {
            var half = new AzureVNetPeering
            {
                Name = name == "ours" ? "TIMESCALEVPC-LINK" : "to-hub",
                RemoteVNetId = network == "hub" ? Elsewhere : Platform.ToUpperInvariant(),
                RemoteAddressPrefixes = ranges switch
                {
                    "same" => [Range],
                    "wider" => ["10.30.0.0/16"],
                    "several" => [Range, "10.40.0.0/20"],
                    _ => [],
                },
            };
            var link = LinkFinder.Find(
                [half], "timescalevpc-link", networkKnown ? Platform : null, Range, connectionKnown);
            Ours.Check(ReferenceEquals(link, half), name, network, ranges, networkKnown, connectionKnown);
        }

        Ours.CheckAllRowsDecided();
    }

    /// <summary>A name or a network says more than a range, wherever it stands in the list.</summary>
    [Fact]
    public void What_is_named_is_preferred_to_what_has_the_range()
    {
        var byRange = new AzureVNetPeering { RemoteVNetId = Elsewhere, RemoteAddressPrefixes = [Range] };
        var byName = new AzureVNetPeering { Name = "link" };
        var byNetwork = new AzureVNetPeering { Name = "by hand", RemoteVNetId = Platform };
        Assert.Same(byName, LinkFinder.Find([byRange, byName], "link", Platform, Range, true));
        Assert.Same(byNetwork, LinkFinder.Find([byRange, byNetwork], "link", Platform, Range, true));
    }

    private static readonly DecisionTable Overlaps = new("""
        where | range           | refused
        our   | *               | False
        *     | 10.30.0.0/20    | True
        *     | 10.30.15.255/32 | True
        *     | 10.0.0.0/8      | True
        *     | 10.30.0.7/20    | True
        *     | *               | False
        """);

    /// <summary>Azure checks the VNet's own ranges and those one hop out; our own half leads to the range.</summary>
    [Fact]
    public void A_range_in_the_way_is_refused_wherever_it_is()
    {
        string[] ranges =
        [
            Range, "10.30.15.255/32", "10.0.0.0/8", "10.30.0.7/20", "10.30.16.0/20", "10.29.0.0/16", "192.168.0.0/16",
            "fd00:30::/48", "not a range",
        ];
        foreach (var where in new[] { "vnet", "hop", "our" })
        foreach (var range in ranges)
        {
            // Host bits go where a range is read.
            var read = AddressRange.Canonical(range);
            var half = new AzureVNetPeering
            {
                Name = "p", RemoteVNetId = Elsewhere, RemoteAddressPrefixes = ["172.16.0.0/16", read],
            };
            var network = new AzureVNet
            {
                VNetId = Platform, Name = "v", AddressPrefixes = where == "vnet" ? ["172.17.0.0/16", read] : [],
                Peerings = where == "vnet" ? [] : [half],
            };
            var error = Record.Exception(() => OverlapCheck.Require(
                network, new Vpc { VpcId = "vpc", Cidr = Range }, where == "our" ? half : null));
            Overlaps.Check(error is TimescaleVpcException { ErrorId: "AddressOverlap" }, where, range);
        }

        Overlaps.CheckAllRowsDecided();
    }
}

using System.Net;
using System.Net.NetworkInformation;
using TimescaleVpc.Engine.Reachability;

namespace TimescaleVpc.Tests.Reachability;

public class VantageTests
{
    [Theory]
    [InlineData("10.1.0.0/16", "192.168.0.4 10.1.2.3", "Inside")]
    [InlineData("10.9.0.0/16 fd00::/48", "fd00::5", "Inside")]
    [InlineData("10.1.0.0/16", "10.2.0.1 fe80::1%2", "Outside")]
    [InlineData("", "10.1.2.3", "Unknown")]
    [InlineData("10.1.0.0/16", "", "Unknown")]
    [InlineData("10.1.0.0", "10.1.2.3", "Unknown")]
    [InlineData("10.1.0.0/16 junk", "10.2.0.1", "Unknown")]
    [InlineData("10.1.0.0/16 junk", "10.1.0.1", "Inside")]
    public void Own_addresses_are_compared_with_the_peered_ranges(string ranges, string addresses, string expected) =>
        Assert.Equal(expected, Vantage.Of(Words(ranges), Words(addresses).Select(IPAddress.Parse)));

    [Fact]
    public void Addresses_that_cannot_be_read_leave_it_unknown() =>
        Assert.Equal(
            "Unknown", Vantage.Of(["10.1.0.0/16"], new[] { 1 }.Select<int, IPAddress>(_ => throw Unreadable())));

    [Fact]
    public void By_itself_it_reads_this_machines_addresses_without_loopback() =>
        Assert.NotEqual("Inside", Vantage.Of(["127.0.0.0/8", "::1/128"]));

    private static NetworkInformationException Unreadable() => new(13);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

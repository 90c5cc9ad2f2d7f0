using System.Net;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Tests.Networking;

public class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/16")]
    [InlineData(" 10.1.2.3/32 ", "10.1.2.3/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.0.0.128/25", "10.0.0.128/25")]
    [InlineData("::/0", "::/0")]
    [InlineData("FD00:0:0::/48", "fd00::/48")]
    [InlineData("2001:db8::1/128", "2001:db8::1/128")]
    public void A_range_is_read_and_written_in_canonical_form(string text, string canonical) =>
        Assert.Equal(canonical, AddressRange.Parse(text).ToString());

    [Theory]
    [InlineData(null, "prefix length is missing")]
    [InlineData("", "prefix length is missing")]
    [InlineData("10.0.0.0", "prefix length is missing")]
    [InlineData("/16", "'' is not an IPv4")]
    [InlineData("10.1/16", "'10.1' is not an IPv4")]
    [InlineData("010.0.0.0/8", "'010.0.0.0' is not an IPv4")]
    [InlineData("0x0a.0.0.0/8", "is not an IPv4")]
    [InlineData("10.0.0.256/32", "is not an IPv4")]
    [InlineData("[fd00::]/48", "is not an IPv4")]
    [InlineData("fe80::%2/64", "is not an IPv4")]
    [InlineData("::ffff:10.0.0.0/104", "is not an IPv4")]
    [InlineData("10.0.0.0/", "from 0 to 32")]
    [InlineData("10.0.0.0/33", "from 0 to 32")]
    [InlineData("10.0.0.0/-1", "from 0 to 32")]
    [InlineData("10.0.0.0/+8", "from 0 to 32")]
    [InlineData("10.0.0.0/08", "from 0 to 32")]
    [InlineData("10.0.0.0/8/8", "from 0 to 32")]
    [InlineData("fd00::/129", "from 0 to 128")]
    [InlineData("10.0.0.5/24", "the range that holds it is 10.0.0.0/24")]
    [InlineData("10.255.255.255/0", "the range that holds it is 0.0.0.0/0")]
    [InlineData("10.0.0.64/25", "the range that holds it is 10.0.0.0/25")]
    [InlineData("fd00::1/64", "the range that holds it is fd00::/64")]
    public void What_is_not_a_range_says_why(string? text, string because)
    {
        Assert.False(AddressRange.TryParse(text, out var range, out var why));
        Assert.Null(range);
        Assert.Contains(because, why, StringComparison.Ordinal);
        Assert.Equal(why, Assert.Throws<FormatException>(() => AddressRange.Parse(text!)).Message);
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.0.0", true)]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.0.0/16", "10.0.255.255", false)]
    [InlineData("10.0.0.128/25", "10.0.0.127", false)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "fd00::1", false)]
    [InlineData("::/0", "10.1.2.3", false)]
    [InlineData("fd00::/48", "fd00::ffff:1", true)]
    [InlineData("fd00::/48", "fd00:0:1::", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    public void Contains_is_exact_at_the_edges(string range, string address, bool expected) =>
        Assert.Equal(expected, AddressRange.Parse(range).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/16", true)]
    [InlineData("10.0.0.0/8", "10.200.0.0/24", true)]
    [InlineData("10.0.0.0/16", "10.1.0.0/16", false)]
    [InlineData("10.0.0.0/25", "10.0.0.128/25", false)]
    [InlineData("0.0.0.0/0", "10.0.0.0/24", true)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    [InlineData("fd00::/32", "fd00:0:5::/48", true)]
    [InlineData("fd00::/48", "fd00:0:5::/48", false)]
    public void Overlaps_goes_both_ways(string one, string other, bool expected)
    {
        var (a, b) = (AddressRange.Parse(one), AddressRange.Parse(other));
        Assert.Equal(expected, a.Overlaps(b));
        Assert.Equal(expected, b.Overlaps(a));
    }

    [Fact]
    public void Ranges_of_the_same_addresses_are_equal()
    {
        Assert.Equal(AddressRange.Parse("fd00:0::/48"), AddressRange.Parse("fd00::/48"));
        Assert.NotEqual(AddressRange.Parse("10.0.0.0/16"), AddressRange.Parse("10.0.0.0/17"));
    }
}

using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Texts at the edge: what files and vaults leave around them goes, what is within them is refused.</summary>
public sealed class InputTextTests
{
    [Theory]
    [InlineData("token", "token")]
    [InlineData(" token\r\n", "token")]
    [InlineData("\u00a0two words\t", "two words")]
    [InlineData(" \n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_setting_loses_what_is_at_its_edge(string? text, string? expected) =>
        Assert.Equal(expected, InputText.Setting("AIVEN_TOKEN", text));

    [Theory]
    [InlineData("secret\nvalue", "U+000A")]
    [InlineData("secret\u001b[0m", "U+001B")]
    [InlineData("secret\u007fvalue", "U+007F")]
    [InlineData("secret\u0085value", "U+0085")]
    public void A_control_character_within_is_refused_by_name_and_the_secret_is_not_shown(string text, string code)
    {
        var error = Assert.Throws<TimescaleVpcException>(() => InputText.Setting("AIVEN_TOKEN", text));
        Assert.Equal("ControlCharacter", error.ErrorId);
        Assert.StartsWith("AIVEN_TOKEN contains", error.Message, StringComparison.Ordinal);
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_text_of_a_request_and_of_an_item_is_looked_at()
    {
        Assert.Equal("RouteTableId", Name(new ApprovePeeringRequest { RouteTableId = ["rtb-1", "rtb\t2"] }));
        Assert.Equal("Vpc", Name(new VpcRef(null, "a\nb")));
        Assert.Equal("VNet", Name(new PeerPair(new VpcRef(null, "a"), new VNetRef(null, "a\nb"))));
        Assert.Equal("VNet", Name(new PeeringRef(null, null, new NetworkRef(null, "a\nb"))));
        Assert.Equal("AwsVpc", Name(new PeeringRef(null, null, new AwsVpcRef(null, "a\nb"))));
        Assert.Equal("SubscriptionId", Name(new PeeringRef(null, null, new VNetRef(null, "a")
        {
            Row = new RowNames(new Dictionary<string, string> { ["SubscriptionId"] = "a\nb" }),
        })));
        InputText.Require(new PeerPair(new VpcRef(null, "a"), new VNetRef(null, "Übung b")));
    }

    private static string? Name(object input) =>
        Assert.Throws<TimescaleVpcException>(() => InputText.Require(input)).Target as string;
}

using System.Globalization;

namespace TimescaleVpc.Tests.Display;

/// <summary>What cannot be seen is written as PowerShell writes it; everything else stays.</summary>
public sealed class DisplayTextTests
{
    public static TheoryData<string> Hostile => [.. HostileText.Characters.Select(Numbers)];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_character_that_cannot_be_seen_is_written_by_its_number(string numbers)
    {
        var one = string.Concat(numbers.Split(' ')
            .Select(number => (char)int.Parse(number, CultureInfo.InvariantCulture)));
        var code = one.Length == 2 ? char.ConvertToUtf32(one, 0) : one[0];
        var expected = string.Create(CultureInfo.InvariantCulture, $"a`u{{{code:x}}}b");
        Assert.Equal(expected, DisplayText.Of($"a{one}b"));
        Assert.Equal(expected, DisplayText.Of(expected));
        Assert.False(DisplayText.IsVisible(one));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Prod-VNet")]
    [InlineData("Größe 東京 עברית 🚀 é “x” `u{1b} C:\\a")]
    public void Everything_else_stays(string text) => Assert.Same(text, DisplayText.Of(text));

    [Fact]
    public void A_text_of_all_characters_has_none_left_that_cannot_be_seen()
    {
        var every = string.Create(0x10000, 0, static (span, _) =>
        {
            for (var at = 0; at < span.Length; at++) span[at] = (char)at;
        });
        var text = DisplayText.Of(every);
        Assert.False(HostileText.IsIn(text));
        Assert.True(DisplayText.IsVisible(text));
        Assert.Equal(text, DisplayText.Of(text));
    }

    [Fact]
    public void An_error_shows_its_texts_and_keeps_what_it_is_about()
    {
        var error = new TimescaleVpcException(
            "X", ErrorKind.InvalidResult, HostileText.Name, HostileText.Name, HostileText.Name);
        Assert.All(
            [error.Message, error.RecommendedAction, $"{error.Target}"], text => Assert.False(HostileText.IsIn(text)));
        Assert.Equal(HostileText.Name, error.RawTarget);
    }

    /// <summary>Half of a pair is no text that a test's name could hold.</summary>
    private static string Numbers(string one) =>
        string.Join(' ', one.Select(unit => ((int)unit).ToString(CultureInfo.InvariantCulture)));
}

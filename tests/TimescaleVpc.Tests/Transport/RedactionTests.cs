using System.Text;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.Transport;

/// <summary>A known secret is found in a text as it is, in the forms that it travels in, and cut short.</summary>
public sealed class RedactionTests
{
    private const string Secret = "q7Zk/2+Lw9=Xv4Tn%8Hs_6Rd~1Gp.5Yb";

    [Fact]
    public void Ten_characters_of_any_form_are_taken_out_wherever_they_begin()
    {
        foreach (var form in Forms())
        {
            for (var start = 0; start + 10 <= form.Length; start++)
            {
                var part = form.Substring(start, 10);
                foreach (var text in new[] { part, part.ToUpperInvariant(), part.ToLowerInvariant() })
                    Assert.Equal("before *** after", Redaction.WithoutParts($"before {text} after", "short", Secret));
            }
        }
    }

    [Fact]
    public void Overlapping_parts_become_one_mark()
    {
        Assert.Equal("the secret *** is wrong", Redaction.WithoutParts($"the secret {Secret} is wrong", Secret));
        Assert.Equal("*** and ***", Redaction.WithoutParts($"{Secret[..15]} and {Secret[12..]}", Secret));
    }

    [Fact]
    public void A_secret_shorter_than_a_part_counts_as_a_whole_beside_a_long_one()
    {
        Assert.Equal("a *** b", Redaction.WithoutParts("a hunter22 b", Secret, "hunter22"));
        Assert.Equal("a hunter2 b", Redaction.WithoutParts("a hunter2 b", Secret, "hunter22"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("The client does not have authorization to perform this action.")]
    public void A_text_without_any_part_stays_as_it_is(string text)
    {
        Assert.Same(text, Redaction.WithoutParts(text, Secret, "hunter22"));
        Assert.Equal($"{text}{Secret[..9]}", Redaction.WithoutParts($"{text}{Secret[..9]}", Secret));
    }

    private static IEnumerable<string> Forms()
    {
        var bytes = Encoding.UTF8.GetBytes(Secret);
        yield return Secret;
        yield return Uri.EscapeDataString(Secret);
        yield return Convert.ToHexString(bytes);
        for (var before = 0; before < 3; before++)
            yield return Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=')[(before + 1)..^1];
    }
}

using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Tests.Recording;

/// <summary>
/// A replay that reads more often than then, or less, or side by side in another order, is answered by what it has
/// changed: G is a look at a thing, P puts it there, and other letters change something else on the same host.
/// </summary>
public sealed class ReplayOrderTests
{
    [Theory]
    [InlineData("G- P G+", "G P G", "-+")]
    // One look more, before the change.
    [InlineData("G- P G+", "G G P G", "--+")]
    [InlineData("G- G- P G+ G+", "G G G P G G", "---++")]
    // One look less.
    [InlineData("G- G- P G+", "G P G", "-+")]
    [InlineData("G- G- G- P G+ G!", "P G G G", "+!!")]
    // It lasts as long as it did until a change is seen.
    [InlineData("G- P G- G- G+", "G P G G G G", "---++")]
    // A change of others that has not come does not hold up what follows from one's own.
    [InlineData("G- P x G+", "G P G x", "-+")]
    [InlineData("G- x P G+", "G P G x", "-+")]
    // What does not come at all is waited for only so long.
    [InlineData("G- P G+", "G G G G G", "----+")]
    [InlineData("G- P G+ G!", "G G G G G G", "----+!")]
    // Without a change the recorded order.
    [InlineData("G1 G2 G3", "G G G G", "1233")]
    public void What_is_read_is_answered_by_what_was_changed_before(string then, string now, string expected)
    {
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        var exchanges = then.Split(' ').Select((word, at) =>
        {
            bodies[word] = word[1..];
            return Exchange(word[0]) with { Number = at + 1, Got = word };
        }).ToArray();
        var recordedExchanges = new RecordedExchanges(new KeptWire(exchanges, bodies, Lost: 0));
        var answers = new List<string?>();
        foreach (var word in now.Split(' '))
        {
            var body = recordedExchanges.Find(Exchange(word[0]), null)?.Body;
            if (word == "G") answers.Add(body);
        }

        Assert.Equal(expected, string.Concat(answers));
    }

    private static Exchange Exchange(char letter) => new()
    {
        Host = "h.example", Method = letter == 'G' ? "GET" : "PUT",
        Path = letter is 'G' or 'P' ? "/thing" : $"/{letter}", Status = 200,
    };
}

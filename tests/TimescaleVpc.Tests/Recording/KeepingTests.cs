using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Tests.House;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Recording;

/// <summary>What is kept, and how much of it.</summary>
public sealed partial class KeepingTests
{
    private const string KeysOnly = "What gives AWS's keys is not recorded.";

    /// <summary>Read by a client, and yet in no report.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["certificate"] = "A test of a service reads it, and connects by itself.",
        ["__type"] = KeysOnly, ["AccessKeyId"] = KeysOnly, ["Code"] = KeysOnly, ["Expiration"] = KeysOnly,
        ["Message"] = KeysOnly, ["SecretAccessKey"] = KeysOnly, ["Token"] = KeysOnly,
        ["notes"] = "A user's words on a lock.",
        ["project_memberships"] = "Its members are names.",
    };

    /// <summary>A member that a client learns to read has to be kept, or a replay lacks it.</summary>
    [Fact]
    public void What_a_client_reads_is_kept()
    {
        var engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        var read = Slices.Adapters
            .SelectMany(slice => Directory.EnumerateFiles(
                Path.Combine(engine, slice), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Member().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(read.Length > 60, $"{read.Length} members were found.");
        Assert.Equal(LeftOut.Keys.Order(StringComparer.Ordinal), read.Where(name => !AllowList.Json.ContainsKey(name)));

        var shape = File.ReadAllText(Path.Combine(engine, "Aws", "Sdk", "AnswerShape.cs"));
        var lists = List().Matches(shape).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(lists.Length > 10, $"{lists.Length} lists were found.");
        Assert.DoesNotContain(lists, name => !AllowList.Xml.ContainsKey(name));
    }

    [Fact]
    public void A_ring_keeps_the_last_and_says_what_it_lost()
    {
        using var ring = new ExchangeRing(most: 20_000);
        var big = new KeptBody("big", new string('x', 4_000));
        for (var number = 1; number <= 100; number++)
        {
            ring.Add(
                new Exchange { Number = number, Method = "GET", Host = "host", Path = "/", Got = "big" }, big);
            Assert.InRange(ring.Size, 1, 20_000);
        }

        var wire = ring.Read();
        Assert.Equal(100, wire.Lost + wire.Exchanges.Count);
        // The body is kept once: more of them fit than there would be room for with one each.
        Assert.InRange(wire.Exchanges.Count, 10, 40);
        Assert.Equal(100, wire.Exchanges[^1].Number);
        Assert.Single(wire.Bodies);
    }

    [Theory]
    [InlineData("""
        {"service_uri":"postgres://u:secret-word-1@h/d","users":[{"password":"secret-word-2"}],"note":"secret-word-4",
        "service_uri_params":{"password":"secret-word-3","host":"h"},"value":"secret-word-5","service_name":"a"}
        """)]
    [InlineData("""
        {"error":{"message":"postgres://u:secret-word-1@h and sig=secret-word-2 and AVNS_secret-word-3"}}
        """)]
    [InlineData("<Response><Errors><Error><Code>X</Code><Key>secret-word-1</Key></Error></Errors></Response>")]
    [InlineData("<html><body>secret-word-1</body></html>")]
    [InlineData("secret-word-1 is what the proxy says")]
    [InlineData("""{"value":[{"name":"secret-wo""")]
    public void What_is_not_on_the_list_is_left_out(string body)
    {
        var secrets = new KnownSecrets();
        var filter = new BodyFilter(new LeafFilter(secrets));
        var text = filter.Of(body, isRefusal: false);
        Assert.DoesNotContain("secret-wo", text, StringComparison.Ordinal);
        Assert.Equal(text, filter.Of(text, isRefusal: false));
        // What was a secret once is one wherever it comes up again.
        if (body.Contains("password", StringComparison.Ordinal))
            Assert.DoesNotContain("word-2", secrets.Clean("a secret-word-2"), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:\\.(?:Text|Get|Items|Texts|Time|Number)\\(|Value\\(\\w+, )\"([^\"]+)\"")]
    private static partial Regex Member();

    [GeneratedRegex("\"(\\w+(?:Set|Info|Permissions|PermissionsEgress|Ranges|Ids|groups))\"")]
    private static partial Regex List();
}

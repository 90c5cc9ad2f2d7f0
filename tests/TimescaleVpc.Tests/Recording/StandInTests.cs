using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Tests.Recording;

/// <summary>Stand-ins say nothing of what they stand for, and keep what the work depends on.</summary>
public sealed class StandInTests
{
    private readonly StandIns standIns = new();

    [Fact]
    public void Ranges_overlap_and_contain_each_other_as_they_did()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 120).Select(_ =>
        {
            var length = random.Next(8, 33);
            var first = random.Next(3) switch
            {
                0 => 10u << 24, 1 => 0xAC100000u, _ => (uint)random.NextInt64(1L << 32),
            };
            var number = (first | (uint)random.Next(1 << 20)) & (uint)(0xFFFFFFFFL << (32 - length));
            return $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}/{length}";
        }).Distinct().ToArray();
        var mapped = texts.ToDictionary(text => text, standIns.OfValue);
        Assert.Equal(texts.Length, mapped.Values.Distinct().Count());
        foreach (var one in texts)
        {
            Assert.Equal(one.Split('/')[1], mapped[one].Split('/')[1]);
            Assert.Equal(Private(one), Private(mapped[one]));
            foreach (var right in texts)
            {
                Assert.Equal(
                    AddressRange.Parse(one).Overlaps(AddressRange.Parse(right)),
                    AddressRange.Parse(mapped[one]).Overlaps(AddressRange.Parse(mapped[right])));
            }
        }

        Assert.Contains(texts, text => mapped[text] != text);

        static bool Private(string range) => PrivateRanges.Contain(range.Split('/')[0]);
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/8")]
    [InlineData("172.16.0.0/12")]
    [InlineData("192.168.0.0/16")]
    [InlineData("127.0.0.1")]
    [InlineData("::/0")]
    [InlineData("2026-01-05T08:00:00Z")]
    [InlineData("api-version=2024-05-01")]
    [InlineData("timescale-azure-westeurope")]
    [InlineData("00000003-0000-0000-c000-000000000000")]
    public void What_says_nothing_of_its_owner_stays(string text) => Assert.Equal(text, standIns.OfText(text));

    [Theory]
    [InlineData("vpc-0a1b2c3d4e5f60718", "^vpc-[0-9a-f]{17}$")]
    [InlineData("pcx-0a1b2c3d4e5f60718", "^pcx-[0-9a-f]{17}$")]
    [InlineData("3F2504E0-4F89-11D3-9A0C-0305E82C3301", "^[0-9A-F]{8}-[0-9A-F]{4}-1[0-9A-F]{3}-9[0-9A-F]{3}-")]
    [InlineData("111122223333", "^[1-9]{12}$")]
    [InlineData("ops.team@contoso.example", @"^[a-z]{3}\.[a-z]{4}@[a-z]{7}\.example$")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "^AKIA[A-Z]{8}[0-9][A-Z]{7}$")]
    [InlineData("2600:1f14:abc::/56", @"^2600:[0-9a-f:]+/56$")]
    [InlineData("arn:aws:iam::111122223333:user/alice", "^arn:aws:iam::[1-9]{12}:user/[a-z]{5}$")]
    public void An_id_keeps_its_form_and_is_always_the_same(string id, string form)
    {
        var standIn = standIns.OfText(id);
        Assert.NotEqual(id, standIn);
        Assert.Matches(form, standIn);
        Assert.Equal($"<{standIn}>, {standIn}. '{standIn}'", standIns.OfText($"<{id}>, {id}. '{id}'"));
        Assert.Equal(standIn.ToLowerInvariant(), standIns.OfText(id.ToLowerInvariant()), ignoreCase: true);
    }

    [Fact]
    public void A_name_is_replaced_where_it_stands_as_a_whole_word()
    {
        standIns.Learn("Prod-VNet");
        standIns.Learn("demo");
        standIns.Learn("hr");
        var (vnet, demo, hr) = (standIns.OfName("Prod-VNet"), standIns.OfName("demo"), standIns.OfName("hr"));
        Assert.Matches("^[A-Z][a-z]{3}-[A-Z]{2}[a-z]{2}$", vnet);
        Assert.Equal(vnet.ToUpperInvariant(), standIns.OfName("PROD-VNET"));
        Assert.Equal(
            $"{vnet} of '{hr}', TimescaleVpc:project={demo}, TimescaleVpc-{demo}, demo-cloud, hr there",
            standIns.OfText("Prod-VNet of 'hr', TimescaleVpc:project=demo, TimescaleVpc-demo, demo-cloud, hr there"));
    }

    [Fact]
    public void Names_are_learned_wherever_they_are_named()
    {
        var bodies = new Dictionary<string, string>
        {
            ["aws"] = "<DescribeVpcsResponse><vpcSet><item><tagSet><item><key>Name</key><value>tagged</value></item>"
                + "</tagSet></item></vpcSet></DescribeVpcsResponse>",
            ["arm"] = """
                {"value":[{"id":"/subscriptions/x/resourceGroups/Grouped/providers/M.N/virtualNetworks/Nets"}]}
                """,
        };
        var run = new RecordedRun(
            RecordedVersions.Here(null), new RecordedSession { Project = "projected" },
            new KeptWire(
            [
                new Exchange { Host = "private.example.com", Path = "/v1/project/pathed/vpcs", Got = "aws" },
                new Exchange { Path = "/x", Query = "%24filter=roleName%20eq%20%27Filtered%27", Got = "arm" },
            ],
            bodies, Lost: 0));
        var text = ReportFile.Write(new ReportText(ReportNames.Learn(run)).Of(run));
        Assert.All(
            new[] { "tagged", "grouped", "nets\"", "projected", "private", "pathed", "filtered" },
            name => Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("resourceGroups", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_keeps_what_is_the_platforms() =>
        Assert.Matches(@"^[a-z]{6}-[a-z]{4}\.a\.timescaledb\.io$", standIns.OfHost("orders-demo.a.timescaledb.io"));
}

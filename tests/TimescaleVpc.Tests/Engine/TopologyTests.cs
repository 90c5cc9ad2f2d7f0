using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Topology;
using TimescaleVpc.Tests.Display;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Pictures: nothing overlaps or leaves its box, outside text is data, and all that is there is drawn.
/// </summary>
public sealed class TopologyTests
{
    /// <summary>The variable that lets the test write the README's picture.</summary>
    private const string Switch = "TIMESCALEVPC_UPDATE_DOCS";

    private static readonly string Markup = "<script>x</script><b onload=\"y\">&'\"]]>|`end`--> {{}} #quot; %% \n";
    private static readonly string Hostile = Markup + HostileText.Name + new string('w', 300) + "東京🚀עברית";

    public static TheoryData<int, bool> Sizes => new()
    {
        { 0, false }, { 1, false }, { 1, true }, { 12, false }, { 12, true }, { 60, false }, { 60, true },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_box_meets_another_and_no_text_leaves_its_box(int count, bool isHostile)
    {
        var map = Map(count, isHostile ? Hostile : "App-VNet", isHostile ? 40 : 2);
        var picture = TopologyLayout.Of(map);

        Assert.Equal(1 + count * 2 + (count + 2) / 3 * 2 + (isHostile ? 1 : 0), picture.Boxes.Count);
        for (var at = 0; at < picture.Boxes.Count; at++)
        {
            var box = picture.Boxes[at];
            Assert.True(box is { X: >= 0, Y: >= 0 } && box.Right <= picture.Width && box.Bottom <= picture.Height);
            Assert.All(picture.Boxes.Skip(at + 1), other => Assert.True(
                box.Right <= other.X || other.Right <= box.X || box.Bottom <= other.Y || other.Bottom <= box.Y));
        }

        // Edges run in the gaps between columns only, so they cross no box.
        Assert.All(picture.Edges, edge => Assert.DoesNotContain(picture.Boxes, box =>
            box.X < edge.To.X && box.Right > edge.From.Right));
        AssertText(XDocument.Parse(TopologySvg.Write(map)), picture);
    }

    [Fact]
    public void Networks_are_in_the_order_in_which_people_count() => Assert.Equal(
        ["App", "net", "net-1", "net-02", "Net-10", "net-10b2", "net-10b10"],
        new[] { "net-10b10", "Net-10", "net", "net-02", "net-10b2", "App", "net-1" }
            .OrderBy(NaturalOrder.Key, StringComparer.OrdinalIgnoreCase));

    [Theory]
    [InlineData("Svg")]
    [InlineData("Html")]
    [InlineData("Mermaid")]
    [InlineData("Json")]
    [InlineData("Text")]
    public void Outside_text_is_data(string form)
    {
        var map = Map(3, Hostile, 12);
        var text = form switch
        {
            "Svg" => TopologySvg.Write(map),
            "Html" => TopologyHtml.Write(map),
            "Mermaid" => TopologyMermaid.Write(map),
            "Json" => TopologyJson.Write(map),
            _ => TopologyTree.Write(map),
        };

        Assert.False(HostileText.IsIn(text.Replace("\n", "", StringComparison.Ordinal)));
        if (form is not ("Text" or "Json")) Assert.DoesNotContain("<script>x", text, StringComparison.Ordinal);
        if (form is "Svg" or "Html")
        {
            Assert.DoesNotContain("<b ", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\b(href|src)=|@import|url\(", Regex.Replace(text, "&[^;]+;", ""));
        }
        else if (form == "Mermaid")
        {
            Assert.All(text.Split('\n').Where(line => line.Contains('[', StringComparison.Ordinal)), line =>
                Assert.Matches("""^    \w+\["[\w\s.,:#;<br/>-]*"\]$""", line));
        }
        else if (form == "Json")
        {
            Assert.StartsWith(Markup, (string?)JsonNode.Parse(text)!["vpcs"]![0]!["name"], StringComparison.Ordinal);
        }
        else
        {
            // A name is a part of one line, whatever it holds.
            Assert.Equal(4 + 3 * 5 + 2, text.TrimEnd('\n').Split('\n').Length);
        }
    }

    [Fact]
    public async Task All_that_is_there_is_drawn_and_a_break_is_red()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        var aws = await AwsWalkTests.PeerAsync(walk);
        var before = walk.Mutations;

        var tree = await DrawAsync(walk, "Text", null);
        string[] names =
        [
            Walk.West, "mst-metrics", peering.VNetName!, peering.LinkName!, "10.1.0.0/16", aws.AwsVpcId!,
            aws.AwsPeeringId!, .. aws.RouteTableIds, aws.SecurityGroupId!,
        ];
        foreach (var form in new[] { "Text", "Svg", "Html", "Json" })
        {
            var text = await DrawAsync(walk, form, null);
            Assert.All(names, name => Assert.Contains(name, text, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("!", tree, StringComparison.Ordinal);
        walk.World.Change("DeleteLink", $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}");
        Assert.Equal(before, walk.Mutations);

        var finding = (await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering))[0];
        Assert.Contains($"! {finding.Id}: ", await DrawAsync(walk, "Text", peering), StringComparison.Ordinal);
        var svg = XDocument.Parse(await DrawAsync(walk, "Svg", new VpcRef(null, Walk.West)));
        Assert.Equal(finding.Id, string.Concat(Texts(svg, "tv-finding").Select(text => text.Value)));
        Assert.DoesNotContain("prod", Texts(svg, "tv-title").Select(text => text.Value));
    }

    [Fact]
    public async Task What_a_plan_would_make_is_dashed()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null, new Collector(planning: true));
        var plannedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));

        var svg = XDocument.Parse(await DrawAsync(walk, "Svg", plannedPeering));
        Assert.Equal(2, Elements(svg, "g").Count(node => Class(node).Contains("tv-planned")));
        Assert.Equal(2, Elements(svg, "path").Count(node => Class(node).Contains("tv-planned")));
        Assert.Contains("to be made", await DrawAsync(walk, "Text", new VpcRef(vpc, null)), StringComparison.Ordinal);
        Assert.Contains("-.-", await DrawAsync(walk, "Mermaid", plannedPeering), StringComparison.Ordinal);
        Assert.Equal(0, walk.Mutations);
    }

    /// <summary>The picture of the README is what the cmdlet draws.</summary>
    [Fact]
    public async Task The_picture_in_docs_is_drawn_by_it()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        await AwsWalkTests.PeerAsync(walk);
        var path = Path.Combine(Repository.Root, "docs", "topology.svg");
        var svg = await DrawAsync(walk, "Svg", null) + "\n";

        if (Environment.GetEnvironmentVariable(Switch) == "1") await File.WriteAllTextAsync(path, svg);
        Assert.Equal(Shape(svg), Shape(await File.ReadAllTextAsync(path)));
    }

    /// <summary>The ids that a world gives by chance, without their digits.</summary>
    private static string Shape(string svg) => Regex.Replace(svg, @"\b(pcx|sg)-[0-9a-f]{17}\b", "$1");

    private static async Task<string> DrawAsync(Walk walk, string form, object? item)
    {
        var text = Assert.Single(await walk.RunAsync<string>(new ExportTopologyRequest { As = form }, null, [item]));
        Assert.Empty(walk.Said.Errors);
        return text;
    }

    /// <summary>What the SVG draws, computed from it alone: each text within the rectangle of its group.</summary>
    private static void AssertText(XDocument svg, Picture picture)
    {
        var nodes = Elements(svg, "g").ToArray();
        Assert.Equal(picture.Boxes.Count, nodes.Length);
        foreach (var node in nodes)
        {
            var rect = Elements(node, "rect").Single();
            var (x, y) = (Number(rect, "x"), Number(rect, "y"));
            var (right, bottom) = (x + Number(rect, "width"), y + Number(rect, "height"));
            var last = y;
            Assert.All(Elements(node, "text"), text =>
            {
                Assert.InRange(Number(text, "x"), x, right);
                Assert.InRange(Number(text, "x") + Number(text, "textLength"), x, right);
                // A line takes 13 above its base and 5 below; the next one begins after it.
                Assert.True(Number(text, "y") - 13 >= last && Number(text, "y") + 5 <= bottom);
                last = Number(text, "y") + 5;
            });
            Assert.NotEmpty(Elements(node, "title").Single().Value);
        }
    }

    private static TopologyMap Map(int count, string name, int ranges)
    {
        string[] list = [.. Enumerable.Range(0, ranges).Select(at => $"10.{at}.0.0/16 {name}")];
        var finding = new TopologyFinding($"Finding{name}", name, name);
        var isHostile = ranges > 2;
        var peerings = Enumerable.Range(0, count).Select(at => new TopologyPeering($"id{at}{name}", name, name, at == 1)
        {
            Ids = [name], Routes = isHostile ? [name] : [], Groups = isHostile ? [name] : [],
            Findings = isHostile ? [finding] : [],
        }).ToArray();
        var networks = Enumerable.Range(0, count).Select(at => new CustomerNetwork($"id{at}{name}", name, "VNet", name)
        {
            Ranges = list,
            Neighbours = at % 3 > 0 ? [] : [new("a", name, name) { Ranges = list }, new("b", name, name)],
        }).ToArray();
        var vpc = new TopologyVpc("v", name, name, name, "10.0.0.0/24", name, Planned: false)
        {
            Services = isHostile ? [new("s", name, name, name)] : [], Peerings = peerings,
            Findings = isHostile ? [finding] : [],
        };
        return new([vpc], networks, isHostile ? [finding] : []);
    }

    private static IEnumerable<XElement> Elements(XContainer parent, string name) =>
        parent.Descendants().Where(element => element.Name.LocalName == name
            && element.Attribute("class")?.Value != "tv-back");

    private static IEnumerable<XElement> Texts(XContainer svg, string kind) =>
        Elements(svg, "text").Where(text => Class(text).Contains(kind));

    private static string[] Class(XElement element) => element.Attribute("class")?.Value.Split(' ') ?? [];

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}

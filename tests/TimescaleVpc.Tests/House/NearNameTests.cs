using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>A name that is not found is answered with those that there are, the nearest first.</summary>
public sealed class NearNameTests
{
    /// <summary>
    /// What is never typed: what a platform says in a code, ids that a platform or Entra ID gave, and what the error
    /// says instead.
    /// </summary>
    private static readonly string[] Ids =
    [
        .. DocsTests.Tables.SelectMany(table => table.Rules).Select(rule => rule.Entry.Id),
        "AppGone", "AppNotFound", "AwsPeeringNotFound", "PrincipalMissing", "VpcWithoutService",
    ];

    [Theory]
    [InlineData("Prod-VNt", "Network-RG/Prod-VNet, Network-RG/Hub-VNet")]
    [InlineData("hub", "Network-RG/Hub-VNet, Network-RG/Prod-VNet")]
    [InlineData("Network-RG/hub-vnet", "Network-RG/Hub-VNet, Network-RG/Prod-VNet")]
    [InlineData(null, "Network-RG/Hub-VNet, Network-RG/Prod-VNet")]
    public void The_nearest_comes_first(string? name, string list) =>
        Assert.Equal(list, NearNames.Of(name, ["Network-RG/Hub-VNet", "Network-RG/Prod-VNet", "", null]));

    [Fact]
    public void A_long_list_is_cut_and_an_empty_one_says_so()
    {
        Assert.Equal("none", NearNames.Of("a", []));
        Assert.Equal(
            "vnet-12, vnet-1, vnet-2, vnet-10, vnet-11, vnet-13, vnet-14, vnet-15 and 12 more",
            NearNames.Of("vnet-12", Enumerable.Range(1, 20).Select(number => $"vnet-{number}")));
    }

    /// <summary>Each error of a name that is not found takes the list; of several places, each of them.</summary>
    [Fact]
    public void Every_error_of_a_name_has_the_list()
    {
        var folder = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .ToArray();
        var names = Catalogue.All
            .Where(entry => entry.Kind == ErrorKind.ObjectNotFound && !Ids.Contains(entry.Id)).ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, entry => Assert.Matches(
            "There are|It has|It sees|Profiles there|peerings with", entry.Message));
        Assert.All(names, entry => Assert.Contains(sources, text => Regex.IsMatch(
            text, $@"Catalogue\.{entry.Id}\.For\([^;]*(NearNames\.Of|[lL]ist|ThereAsync|Names\()")));
    }
}

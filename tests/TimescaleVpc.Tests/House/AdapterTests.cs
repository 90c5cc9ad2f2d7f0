using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// The lists that each adapter of a platform or a cloud has to stand in, and that would be silent without it.
/// </summary>
public sealed class AdapterTests
{
    private static readonly string[] Slices =
    [
        .. typeof(IPlatform).Assembly.GetTypes()
            .Where(type => type.IsClass && type != typeof(OtherSide)
                && (type.IsAssignableTo(typeof(IPlatform)) || type.IsAssignableTo(typeof(ICustomerSide))))
            .Select(type => type.Namespace!.Split('.')[^1]).Distinct().Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("What its client reads is kept", "Recording/KeepingTests.cs", "\"{0}\"")]
    [InlineData("Its client keeps its secrets", "Transport/EveryClient.cs", "using TimescaleVpc.Engine.{0};")]
    public void Each_adapter_is_tried(string what, string file, string words)
    {
        Assert.True(Slices.Length >= 4, string.Join(", ", Slices));
        var text = File.ReadAllText(Path.Combine(Repository.Root, "tests", "TimescaleVpc.Tests", file));
        Assert.All(Slices, slice => Assert.True(
            text.Contains(words.Replace("{0}", slice, StringComparison.Ordinal), StringComparison.Ordinal),
            $"{what}: {file} does not name {slice}."));
    }
}

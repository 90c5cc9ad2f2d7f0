using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>
/// An inventory in its smallest parts: that a thing is there, and each of its properties, lists element by element. So
/// "a route of ours came, and the others stayed" is one set within another.
/// </summary>
internal static partial class Atoms
{
    /// <summary>Services move; where they are is the model's business.</summary>
    private static readonly string[] Movable = ["Mst.Service", "Cloud.Service"];

    public static HashSet<string> Of(IEnumerable<SandboxItem> items) =>
        [.. items.Where(item => !Movable.Contains(item.Kind) && !IsStranger(item)).SelectMany(Of)];

    /// <summary>What there is of one kind.</summary>
    public static SandboxItem[] Items(this VpcSandbox world, string kind) =>
        [.. world.Inventory().Where(item => item.Kind == kind)];

    public static string? Get(this SandboxItem item, string name) => Property().Split(item.Properties)
        .FirstOrDefault(text => text.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>A request of the unknown account. It ends by itself after a week, so it is looked at apart.</summary>
    public static bool IsStranger(SandboxItem item) =>
        item.Kind == "Aws.Peering"
            && item.Get("requester")?.StartsWith("222233334444", StringComparison.Ordinal) == false;

    private static IEnumerable<string> Of(SandboxItem item) =>
        Property().Split(item.Properties)
            .SelectMany(text => text.Split('=', 2) is [var name, var value]
                ? value.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(piece => $"{item.Kind} {item.Id}: {name}={piece}") : [])
            .Prepend($"{item.Kind} {item.Id}");

    [GeneratedRegex(@" (?=\w+=)")]
    private static partial Regex Property();
}

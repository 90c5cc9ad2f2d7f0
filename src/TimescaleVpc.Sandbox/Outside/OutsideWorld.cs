using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>What others do to the world behind the client's back.</summary>
internal static class OutsideWorld
{
    public static IReadOnlyDictionary<string, Action<World, string>> Changes { get; } =
        new Dictionary<string, Action<World, string>>(StringComparer.OrdinalIgnoreCase);

    public static void Apply(World world, string change, string target)
    {
        if (!Changes.TryGetValue(change, out var action))
            throw new ArgumentException($"There is no outside change '{change}'.", nameof(change));
        action(world, target);
    }
}

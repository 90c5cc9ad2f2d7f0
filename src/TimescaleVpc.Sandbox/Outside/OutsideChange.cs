using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>A change that other actors make to a target, with what it is about after a colon.</summary>
/// <param name="Name">The name up to the colon.</param>
/// <param name="Do">Makes the change, given what it is about and the target.</param>
/// <param name="About">What it is known to be about; others may be possible. Empty if the name has no colon.</param>
internal sealed record OutsideChange(string Name, Action<World, string, string> Do, IReadOnlyList<string> About)
{
    public OutsideChange(string name, Action<World, string> change)
        : this(name, (world, _, target) => change(world, target), [])
    {
    }

    public IEnumerable<string> Names => About.Count == 0 ? [Name] : About.Select(about => $"{Name}:{about}");
}

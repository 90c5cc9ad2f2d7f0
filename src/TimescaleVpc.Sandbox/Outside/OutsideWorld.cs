using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the world that other actors make: those of each host, and those that concern several.</summary>
internal sealed class OutsideWorld
{
    private readonly Hosts hosts;
    private readonly Dictionary<string, OutsideChange> changes;

    public OutsideWorld(Hosts hosts)
    {
        this.hosts = hosts;
        changes = new[] { RightsChanges.All, ServiceChanges.All, NeighbourChanges.All }
            .Concat(hosts.All.Select(host => host.Changes)).SelectMany(part => part)
            .ToDictionary(change => change.Name, StringComparer.OrdinalIgnoreCase);
        Names = [.. changes.Values.SelectMany(change => change.Names).Order(StringComparer.Ordinal)];
    }

    public string[] Names { get; }

    public void Apply(World world, string change, string target)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        try
        {
            Do(world, change, target);
        }
        catch (UnknownThingException error)
        {
            // What is meant is among what lives: by its id or by its name.
            var names = hosts.Items.SelectMany(item => new[] { item.Id, item.Name });
            throw Unknown(error.What, error.Word, names);
        }
    }

    private void Do(World world, string change, string target)
    {
        var parts = change.Split(':', 2);
        var isKnown = changes.TryGetValue(parts[0], out var entry) &&
            (entry.About.Count == 0 ? parts.Length == 1 : parts is [_, { Length: > 0 }]);
        if (!isKnown) throw Unknown("outside change", change, Names);
        entry!.Do(world, parts[^1], target);
    }

    public static ArgumentException Unknown(string what, string target) => new UnknownThingException(what, target);

    private static ArgumentException Unknown(string what, string word, IEnumerable<string> names) =>
        new($"There is no {what} '{word}'; the nearest are {NearNames.Of(word, names)}.");

    private sealed class UnknownThingException(string what, string word) : ArgumentException($"No {what} '{word}'.")
    {
        public string What => what;

        public string Word => word;
    }
}

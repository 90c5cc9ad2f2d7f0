using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>
/// Puts into the world what a script describes, by the rules of the platform that would make it: all of it, or nothing.
/// Each part sees the ones before it.
/// </summary>
internal sealed class Seeder
{
    private readonly World _world;
    private readonly Draft _draft = new();
    private readonly Dictionary<string, PartKind> _kinds;

    public Seeder(World world, FaultBook faults, IReadOnlyCollection<string> requests)
    {
        _world = world;
        PartKind[] kinds =
        [
            .. new HabitParts(world, _draft, faults, requests).Kinds, .. new AzureParts(world, _draft).Kinds,
            .. new GovernanceParts(world, _draft).Kinds,
            .. new AwsParts(world, _draft).Kinds, .. new PlatformParts(world, _draft).Kinds,
        ];
        _kinds = kinds.ToDictionary(kind => kind.Parameter, StringComparer.Ordinal);
    }

    /// <exception cref="SandboxPartException">A part cannot be; the world is as it was.</exception>
    public void Apply(IReadOnlyList<SandboxPart> parts)
    {
        // Ids count how often they were made; what is taken back must not show in later ones.
        _draft.OnTakeBack(_world.Ids.Keep());
        try
        {
            foreach (var given in parts)
            {
                var kind = _kinds[given.Parameter];
                Apply(new Part(given, kind), kind);
            }
        }
        catch
        {
            _draft.TakeBack();
            throw;
        }
    }

    private static void Apply(Part part, PartKind kind)
    {
        try
        {
            kind.Apply(part);
        }
        catch (RefusalException refusal)
        {
            // The platform's own rule, in its own words.
            var said = (refusal.Answer.Body as JsonObject).String("message") ?? $"status {refusal.Answer.Status}";
            throw part.Refused($"the platform refuses it: {said.TrimEnd('.')}");
        }
    }
}

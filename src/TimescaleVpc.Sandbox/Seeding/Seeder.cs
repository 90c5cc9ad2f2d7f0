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
    private readonly RollbackLog _rollback = new();
    private readonly Dictionary<string, PartKind> _kinds;

    public Seeder(World world, FaultQueue faults, IReadOnlyCollection<string> requests)
    {
        _world = world;
        PartKind[] kinds =
        [
            .. new BehaviorParts(world, _rollback, faults, requests).Kinds, .. new AzureParts(world, _rollback).Kinds,
            .. new GovernanceParts(world, _rollback).Kinds,
            .. new AwsParts(world, _rollback).Kinds, .. new PlatformParts(world, _rollback).Kinds,
        ];
        _kinds = kinds.ToDictionary(kind => kind.Parameter, StringComparer.Ordinal);
    }

    /// <exception cref="SandboxPartException">A part cannot be; the world is as it was.</exception>
    public void Apply(IReadOnlyList<SandboxPart> parts)
    {
        // Ids count how often they were made; what is taken back must not show in later ones.
        _rollback.OnRollback(_world.Ids.Snapshot());
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
            _rollback.Rollback();
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
            var said = (refusal.Response.Body as JsonObject).String("message") ?? $"status {refusal.Response.Status}";
            throw part.Refused($"the platform refuses it: {said.TrimEnd('.')}");
        }
    }
}

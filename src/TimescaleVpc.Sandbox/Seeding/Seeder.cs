using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>
/// Adds the parts that a script describes to the world, by the rules of the platform that would create them: all of
/// them, or none. Each part sees the ones before it.
/// </summary>
internal sealed class Seeder
{
    private readonly World world;
    private readonly RollbackLog rollback = new();
    private readonly Dictionary<string, PartKind> kinds;

    public Seeder(World world, FaultQueue faults, Hosts hosts)
    {
        this.world = world;
        PartKind[] kinds =
        [
            .. new BehaviorParts(world, rollback, faults, hosts.Kinds).Kinds,
            .. hosts.All.SelectMany(host => host.Parts(rollback)), .. new PlatformParts(world, rollback).Kinds,
        ];
        this.kinds = kinds.ToDictionary(kind => kind.Parameter, StringComparer.Ordinal);
    }

    /// <summary>The keys of each parameter.</summary>
    public IReadOnlyDictionary<string, (string[] Required, string[] Optional)> Keys =>
        kinds.ToDictionary(kind => kind.Key, kind => (kind.Value.Required, kind.Value.Optional));

    /// <exception cref="SandboxPartException">A part is refused; the world is unchanged.</exception>
    public void Apply(IReadOnlyList<SandboxPart> parts)
    {
        // Ids depend on the number of earlier ones; a rollback must not be visible in later ids.
        rollback.OnRollback(world.Ids.Snapshot());
        try
        {
            foreach (var description in parts)
            {
                var kind = kinds[description.Parameter];
                Apply(new Part(description, kind), kind);
            }
        }
        catch
        {
            rollback.Rollback();
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
            var message = (refusal.Response.Body as JsonObject).String("message")
                ?? $"status {refusal.Response.Status}";
            throw part.Refused($"Timescale refuses it: {message.TrimEnd('.')}");
        }
    }
}

using System.Reflection;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>The behavior of the platforms: settings, latencies and faults.</summary>
internal sealed class BehaviorParts(
    World world, RollbackLog rollback, FaultQueue faults, IReadOnlyCollection<string> requests)
{
    private const string Any = "*";

    private static readonly Dictionary<string, PropertyInfo> Settings = typeof(SandboxSettings).GetProperties()
        .Where(property => property.CanWrite).ToDictionary(property => property.Name);

    public IEnumerable<PartKind> Kinds =>
    [
        new("Setting", [], [.. Settings.Keys.Order(StringComparer.Ordinal)], Set),
        new("Latency", [], [Any, .. requests], Delay) { Keys = "kinds of request, as RequestKinds lists them, or *" },
        new("Fault", ["Kind"],
        [
            "Target", "Skip", "Times", "Status", "Code", "Message", "RetryAfter", "Wire", "Member", "Delay",
        ], Strike),
    ];

    private void Set(Part part)
    {
        foreach (var name in part.Given)
        {
            var property = Settings[name];
            var (before, after) = (property.GetValue(world.Settings), part.Value(name, property.PropertyType));
            rollback.OnRollback(() => property.SetValue(world.Settings, before));
            property.SetValue(world.Settings, after);
        }
    }

    private void Delay(Part part)
    {
        var latency = world.Settings.Latency;
        foreach (var kind in part.Given)
        {
            var after = (TimeSpan)part.Value(kind, typeof(TimeSpan));
            TimeSpan? before = latency.TryGetValue(kind, out var delay) ? delay : null;
            rollback.OnRollback(() =>
            {
                if (before is { } span) latency[kind] = span;
                else latency.Remove(kind);
            });
            latency[kind] = after;
        }
    }

    private void Strike(Part part)
    {
        var usualFault = new SandboxFault();
        var fault = new SandboxFault
        {
            Kind = part.Text("Kind"),
            Target = part.TextOrNull("Target") ?? usualFault.Target,
            Skip = part.NumberOrNull("Skip") ?? usualFault.Skip,
            Times = part.NumberOrNull("Times") ?? usualFault.Times,
            Status = part.NumberOrNull("Status") ?? usualFault.Status,
            Code = part.TextOrNull("Code"),
            Message = part.TextOrNull("Message"),
            RetryAfter = part.NumberOrNull("RetryAfter"),
            Wire = part.TextOrNull("Wire") ?? usualFault.Wire,
            Member = part.TextOrNull("Member"),
            Delay = part.TimeOrNull("Delay") ?? usualFault.Delay,
        };
        if (FaultRules.Problem(fault, requests) is { } problem) throw part.Refused(problem.TrimEnd('.'));
        rollback.OnRollback(faults.Snapshot());
        faults.Add(fault);
    }
}

using System.Runtime.CompilerServices;

namespace TimescaleVpc.Engine.Steps;

/// <summary>One kind of change: what it needs, how it is undone, and what makes doing it twice harmless.</summary>
/// <param name="Where">The platform that it changes.</param>
/// <param name="Permission">The permission that it needs there.</param>
/// <param name="Undo">The action that takes it back; null for what needs no undo.</param>
/// <param name="IdempotenceKey">How an earlier run's work is recognised.</param>
/// <param name="Action">
/// The word in plans and in <see cref="PeeringStep.Action"/>: the name of the kind's field.
/// </param>
internal sealed record StepKind(
    string Where, string Permission, string? Undo, string IdempotenceKey, [CallerMemberName] string Action = "")
{
    /// <summary>Whether our application does it, with its own role.</summary>
    public bool AsApplication { get; init; }

    /// <summary>The other permissions that it requires.</summary>
    public Need[] Also { get; init; } = [];

    /// <summary>All that it needs.</summary>
    public IEnumerable<Need> Needs =>
        [new(AsApplication ? StepCatalogue.Application : Where, Permission), .. Also];

    /// <summary>The step on one target.</summary>
    public PeeringStep On(string target) =>
        new() { Action = Action, Target = target, Where = Where, Permission = Permission };
}

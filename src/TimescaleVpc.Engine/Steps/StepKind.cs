using System.Runtime.CompilerServices;

namespace TimescaleVpc.Engine.Steps;

/// <summary>One kind of change: what it needs, how it is undone, and what makes doing it twice harmless.</summary>
/// <param name="Where">The platform that it changes.</param>
/// <param name="Permission">The permission that it needs there.</param>
/// <param name="Undo">The action that takes it back; null for what needs no undo.</param>
/// <param name="IdempotenceKey">How an earlier run's work is recognised.</param>
/// <param name="Sentence">
/// The change as -WhatIf, -Confirm and -Verbose say it, with places for names, and what follows from it where a reader
/// would want to know that.
/// </param>
/// <param name="Action">
/// The word for scripts, in <see cref="PeeringStep.Action"/>: the name of the kind's field.
/// </param>
internal sealed record StepKind(
    string Where, string Permission, string? Undo, string IdempotenceKey, string Sentence,
    [CallerMemberName] string Action = "")
{
    /// <summary>Whether our application does it, with its own role.</summary>
    public bool AsApplication { get; init; }

    /// <summary>The other permissions that it requires.</summary>
    public Need[] Also { get; init; } = [];

    /// <summary>All that it needs.</summary>
    public IEnumerable<Need> Needs =>
        [new(AsApplication ? StepCatalogue.Application : Where, Permission), .. Also];

    /// <summary>The step on one target.</summary>
    /// <param name="target">What is changed, with the ids that tell it apart.</param>
    /// <param name="names">The names in the sentence; none if it is the target's own.</param>
    public PeeringStep On(string target, params object?[] names) => new()
    {
        Action = Action, Target = target, Where = Where, Permission = Permission,
        Sentence = string.Format(CultureInfo.InvariantCulture, Sentence, names.Length == 0 ? [target] : names),
    };
}

/// <summary>A question that no preference answers, only -Force or -Confirm:$false.</summary>
/// <param name="Caption">What is about to happen, in three or four words.</param>
/// <param name="Text">What follows from it, with places for names.</param>
internal sealed record StepQuestion(string Caption, string Text)
{
    /// <summary>The question about one thing.</summary>
    public StepQuestion On(params object?[] names) =>
        this with { Text = string.Format(CultureInfo.InvariantCulture, Text, names) };
}

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// What one item changes: asks before each step, shows it instead when planning, and keeps the list. An earlier stage's
/// plan makes this one plan, too.
/// </summary>
internal sealed class Changes(ItemContext context, bool plannedBefore)
{
    private readonly List<PeeringStep> steps = [];

    public ItemContext Context => context;

    public bool Planning { get; } = plannedBefore || context.Sink.Planning;

    /// <summary>What was done, or would be done, in order.</summary>
    public IReadOnlyList<PeeringStep> Steps => steps;

    /// <summary>Does a step, unless it is only planned or the user says no.</summary>
    /// <returns>True if it was done; when planning, false.</returns>
    /// <exception cref="StepDeclinedException">The user said no.</exception>
    public async Task<bool> DoAsync(PeeringStep step, Func<Task> body, CancellationToken cancel)
    {
        if (Planning)
        {
            Add(step);
            context.Sink.WhatIf(step);
            return false;
        }

        var asked = context.Sink.ConfirmAsync(step, cancel);
        var agreed = asked.IsCompletedSuccessfully ? asked.Result : await context.Pace.OutsideAsync(() => asked);
        if (!agreed) throw new StepDeclinedException(step);

        await body();
        Add(step);
        return true;
    }

    /// <summary>Counts a step that follows by itself from one that was done.</summary>
    public void Note(PeeringStep step)
    {
        Add(step);
        if (Planning) context.Sink.WhatIf(step);
    }

    /// <summary>Doing a step again changes the list as little as the world.</summary>
    private void Add(PeeringStep step)
    {
        lock (steps)
        {
            if (!steps.Contains(step)) steps.Add(step);
        }
    }
}

/// <summary>The user answered a confirmation with no: the item ends here, without an error.</summary>
internal sealed class StepDeclinedException(PeeringStep step) : Exception($"Declined: {step}")
{
    public PeeringStep Step { get; } = step;
}

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// The changes for one item: asks for confirmation before each step, shows it instead in a plan, and keeps the list.
/// The plan of an earlier stage makes this one a plan, too.
/// </summary>
internal sealed class StepRunner(ItemContext context, bool plannedBefore)
{
    private readonly List<PeeringStep> steps = [];

    public ItemContext Context => context;

    public bool Planning { get; } = plannedBefore || context.Sink.Planning;

    /// <summary>Whether the user has agreed to all steps at once: -Verbose tells them, nothing asks.</summary>
    public bool IsAgreed { get; set; }

    /// <summary>The steps that were taken, or would be, in order.</summary>
    public IReadOnlyList<PeeringStep> Steps => steps;

    /// <summary>Does a step, unless it is only planned or the user says no.</summary>
    /// <param name="step">
    /// The step, in words that are known before anything is made: a plan that makes the VPC as well names the same
    /// steps as the run.
    /// </param>
    /// <param name="body">Does it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="detail">What is known only now; said in the question and by -WhatIf, after the target.</param>
    /// <param name="warn">Warns of what the step brings with it, once the user has agreed.</param>
    /// <param name="before">The state before it, for the record; null if there is none, or none is known.</param>
    /// <returns>True if it was done; when planning, false.</returns>
    /// <exception cref="StepDeclinedException">The user said no.</exception>
    public Task<bool> DoAsync(
        PeeringStep step, Func<Task> body, CancellationToken cancel, string? detail = null, Action? warn = null,
        string? before = null) =>
        ChangeAsync(
            step,
            async () =>
            {
                await body();
                return true;
            },
            cancel, detail, warn, before);

    /// <summary>As <see cref="DoAsync"/>, where only the body knows whether it has changed anything.</summary>
    public async Task<bool> ChangeAsync(
        PeeringStep step, Func<Task<bool>> body, CancellationToken cancel, string? detail = null, Action? warn = null,
        string? before = null)
    {
        var stepShown = detail is null ? step : step with
        {
            Target = $"{step.Target}, {detail}",
            Sentence = $"{step.Sentence} {char.ToUpperInvariant(detail[0])}{detail[1..]}.",
        };
        if (Planning)
        {
            Add(step);
            context.Sink.WhatIf(stepShown);
            return false;
        }

        if (!IsAgreed && !await context.OutsideAsync(context.Sink.ConfirmAsync(stepShown, cancel)))
            throw new StepDeclinedException(step);
        if (IsAgreed) context.Sink.Verbose($"{stepShown}");

        warn?.Invoke();
        // A warning that ends the work ends it before the change that it warns of.
        await context.WarnedAsync(cancel);
        if (!await context.Services.Steps.RecordAsync(step, before, body)) return false;

        Add(step);
        return true;
    }

    /// <summary>The state that was seen after a step, for its record.</summary>
    public void Observe(PeeringStep step, string? state)
    {
        if (!Planning && Steps.Contains(step)) context.Services.Steps.Observe(step, state);
    }

    /// <summary>Counts a step on something that is not there yet, since an earlier one is only planned.</summary>
    /// <exception cref="InvalidOperationException">This is no plan: nothing happens that could be counted.</exception>
    public void Plan(PeeringStep step)
    {
        if (!Planning) throw new InvalidOperationException($"{step.Action} is planned in a run that changes things.");
        Note(step);
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

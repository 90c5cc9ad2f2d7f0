using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// The changes for one item: asks for confirmation before each step, shows it instead in a plan, and keeps the list.
/// The plan of an earlier stage makes this one a plan, too.
/// </summary>
internal sealed class StepRunner(ItemContext context, bool plannedBefore)
{
    private readonly List<PeeringStep> steps = [];
    private bool isAgreed;

    public ItemContext Context => context;

    public bool Planning { get; } = plannedBefore || context.Sink.Planning;

    /// <summary>The steps that were taken, or would be, in order.</summary>
    public IReadOnlyList<PeeringStep> Steps => steps;

    /// <summary>
    /// Whether a change may be made now: a plan shows it instead, and -Confirm asks. For what is no step of an item.
    /// </summary>
    public static Task<bool> MayAsync(PeeringStep step, ISink sink, CancellationToken cancel)
    {
        if (!sink.Planning) return sink.ConfirmAsync(step, cancel);
        sink.WhatIf(step);
        return Task.FromResult(false);
    }

    /// <summary>Asks once for all steps that follow: -Verbose tells them, nothing asks again.</summary>
    /// <exception cref="StepDeclinedException">The user said no.</exception>
    public async Task AgreeAsync(PeeringStep summary, CancellationToken cancel)
    {
        if (Planning) return;
        await ConfirmAsync(summary, summary, cancel);
        isAgreed = true;
    }

    /// <summary>Asks what no preference answers, before the steps that it is about.</summary>
    /// <exception cref="StepDeclinedException">The user said no.</exception>
    public async Task RequireAsync(StepQuestion question, bool force, CancellationToken cancel)
    {
        if (Planning || force) return;
        if (!await context.OutsideAsync(context.Sink.AskAsync(question.Text, question.Caption, cancel)))
            throw new StepDeclinedException(question.Text);
    }

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

        if (isAgreed) context.Sink.Verbose($"{stepShown}");
        else await ConfirmAsync(step, stepShown, cancel);

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

    private async Task ConfirmAsync(PeeringStep step, PeeringStep stepShown, CancellationToken cancel)
    {
        if (!await context.OutsideAsync(context.Sink.ConfirmAsync(stepShown, cancel)))
            throw new StepDeclinedException($"{step}");
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

/// <summary>The user answered a question with no: the item ends here, without an error.</summary>
internal sealed class StepDeclinedException(string question) : Exception($"Declined: {question}")
{
    public string Question { get; } = question;
}

/// <summary>The steps of an item for the lists of its record.</summary>
internal static class StepOutcome
{
    /// <summary>The changes so far; empty in a plan.</summary>
    public static PeeringStep[] ChangesAfter(this StepRunner runner, IEnumerable<PeeringStep> before) =>
        runner.Planning ? [] : [.. before, .. runner.Steps];

    /// <summary>A VPC after the steps of a stage.</summary>
    public static Vpc After(this Vpc vpc, StepRunner runner) => vpc with
    {
        Changes = runner.ChangesAfter(vpc.Changes), Planned = runner.Planning, Plan = runner.PlanAfter(vpc.Plan),
    };

    /// <summary>A grant after the steps of a stage.</summary>
    public static AzurePeerGrant After(this AzurePeerGrant grant, StepRunner runner) => grant with
    {
        Changes = runner.ChangesAfter(grant.Changes), Planned = runner.Planning, Plan = runner.PlanAfter(grant.Plan),
        Session = runner.Context.Session,
    };

    /// <summary>The planned steps so far; empty in a real run.</summary>
    public static PeeringStep[] PlanAfter(this StepRunner runner, IEnumerable<PeeringStep> before) =>
        runner.Planning ? [.. before, .. runner.Steps] : [];
}

using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Takes something of a peering away, and always tells how that ended: what was there, what was done, what is left.
/// </summary>
internal abstract class RemovalStage<TRequest>(TRequest request, ISink sink) : Stage<TRequest>(request, sink)
    where TRequest : StageRequest
{
    /// <param name="peering">The peering.</param>
    /// <param name="item">What came down the pipeline.</param>
    /// <param name="look">Finds what is there of what is to go.</param>
    /// <param name="remove">Takes it away.</param>
    /// <param name="runner">Takes down what is done.</param>
    /// <param name="cancel">Stops the work; then nothing is told.</param>
    protected async Task<PeeringUndo> RemoveAsync(
        VpcPeering peering, object? item, Func<Task<PeeringItem[]>> look, Func<PeeringItem[], Task> remove,
        StepRunner runner, CancellationToken cancel)
    {
        PeeringItem[]? before = null;
        var unfinishedReason = await GuardAsync(
            async () =>
            {
                before = await look();
                await remove(before);
            },
            item, cancel);

        var after = before ?? [];
        if (!runner.Planning && before is not null && (unfinishedReason is not null || runner.Steps.Count > 0))
        {
            var unseenReason = await GuardAsync(async () => after = await look(), item, cancel);
            unfinishedReason ??= unseenReason;
        }

        return new PeeringUndo
        {
            Peering = peering, Before = before ?? [], After = after, Unfinished = unfinishedReason,
            Planned = runner.Planning,
            Changes = runner.ChangesAfter([]),
            Plan = runner.PlanAfter(peering.Plan),
        };
    }
}

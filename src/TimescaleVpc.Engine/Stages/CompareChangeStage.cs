using TimescaleVpc.Engine.Changes;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Says where a plan and what was done differ. No platform is asked.</summary>
internal sealed class CompareChangeStage(CompareChangeRequest request, ISink sink) : IStage
{
    private readonly ConcurrentQueue<VpcChange> plan = new();
    private volatile bool hasPlan;

    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        hasPlan = true;
        foreach (var change in item as VpcChange[] ?? []) plan.Enqueue(change);
        return Task.CompletedTask;
    }

    public Task EndAsync(CancellationToken cancel)
    {
        // Nothing that came was a plan: PowerShell has said so.
        if (!hasPlan) return Task.CompletedTask;
        var changes = request.Change ?? ChangeRecord.Of(GetChangeStage.SessionOf(request), sink);
        foreach (var difference in ChangeComparison.Of(plan.ToArray(), changes)) sink.Output(difference);
        return Task.CompletedTask;
    }
}

using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The undo of a peering in one cloud.</summary>
internal interface IPeeringUndo
{
    /// <summary>All that exists for the peering, on both sides.</summary>
    Task<IReadOnlyList<PeeringItem>> LookAsync(CancellationToken cancel);

    /// <summary>Removes what is ours and not needed otherwise, in the right order. Idempotent.</summary>
    Task RemoveAsync(StepRunner runner, CancellationToken cancel);
}

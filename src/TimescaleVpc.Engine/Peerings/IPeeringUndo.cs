using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>What undoing means in one cloud.</summary>
internal interface IPeeringUndo
{
    /// <summary>All that exists for the peering, on both sides.</summary>
    Task<IReadOnlyList<PeeringItem>> LookAsync(CancellationToken cancel);

    /// <summary>Removes what is ours and nobody else needs, in the right order. What is gone already is fine.</summary>
    Task RemoveAsync(StepRunner runner, CancellationToken cancel);
}

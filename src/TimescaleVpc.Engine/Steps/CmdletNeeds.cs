namespace TimescaleVpc.Engine.Steps;

/// <summary>The changes of a cmdlet and the reads that they require.</summary>
internal sealed record CmdletNeeds(string Cmdlet, IReadOnlyList<StepKind> Steps, IReadOnlyList<Need> Reads)
{
    /// <summary>All that it needs, each right once.</summary>
    public IReadOnlyList<Need> All { get; } =
        [.. Steps.SelectMany(step => step.Needs).Concat(Reads).DistinctBy(need => (need.Where, need.Permission))];
}

namespace TimescaleVpc.Engine.Steps;

/// <summary>What a cmdlet may change, and what it reads on the way.</summary>
internal sealed record CmdletNeeds(string Cmdlet, IReadOnlyList<StepKind> Steps, IReadOnlyList<Need> Reads)
{
    /// <summary>All that it needs, each right once.</summary>
    public IReadOnlyList<Need> All { get; } =
        [.. Steps.SelectMany(step => step.Needs).Concat(Reads).DistinctBy(need => (need.Where, need.Permission))];
}

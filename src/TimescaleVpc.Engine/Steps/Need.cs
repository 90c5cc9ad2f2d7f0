namespace TimescaleVpc.Engine.Steps;

/// <summary>A right that is needed on a platform.</summary>
/// <param name="Where">The platform; <see cref="StepCatalogue.Application"/> is Azure as our application.</param>
/// <param name="Permission">The right, in the platform's own words.</param>
/// <param name="Without">What happens without it; null if the work fails then.</param>
internal sealed record Need(string Where, string Permission, string? Without = null);

/// <summary>The changes of a cmdlet and the reads that they require.</summary>
/// <param name="Cmdlet">Its name.</param>
/// <param name="Request">What it asks of the engine.</param>
/// <param name="Steps">Its changes.</param>
/// <param name="Reads">The rights to read that it needs beside those of its changes.</param>
internal sealed record CmdletNeeds(
    string Cmdlet, Type Request, IReadOnlyList<StepKind> Steps, IReadOnlyList<Need> Reads)
{
    /// <summary>All that it needs, each right once.</summary>
    public IReadOnlyList<Need> All { get; } =
        [.. Steps.SelectMany(step => step.Needs).Concat(Reads).DistinctBy(need => (need.Where, need.Permission))];
}

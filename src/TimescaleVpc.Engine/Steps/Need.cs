namespace TimescaleVpc.Engine.Steps;

/// <summary>A right that is needed on a platform.</summary>
/// <param name="Where">The platform; <see cref="StepCatalogue.Application"/> is Azure as our application.</param>
/// <param name="Permission">The right, in the platform's own words.</param>
/// <param name="Without">What happens without it; null if the work fails then.</param>
internal sealed record Need(string Where, string Permission, string? Without = null);

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A VPC as Timescale Cloud reports it; its state is empty in the older form of the API.</summary>
/// <param name="Vpc">The record that users hold.</param>
/// <param name="ProvisionedId">What it is in AWS; null in the older form, and until it is built.</param>
internal sealed record TigerVpc(Vpc Vpc, string? ProvisionedId);

/// <summary>The identity of a key.</summary>
/// <param name="ProjectId">The only project that the key opens; null if the answer names none.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="PlanType">Its plan, as in FREE; an open list.</param>
internal sealed record TigerIdentity(string? ProjectId, string? ProjectName, string? PlanType);

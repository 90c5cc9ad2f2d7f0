namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The identity of a key.</summary>
/// <param name="ProjectId">The only project that the key opens; null if the answer names none.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="PlanType">Its plan, as in FREE; an open list.</param>
internal sealed record TigerIdentity(string? ProjectId, string? ProjectName, string? PlanType);

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The identity of a key.</summary>
/// <param name="Type"><c>apiKey</c> or <c>oauth</c>.</param>
/// <param name="ProjectId">The only project that the key opens; null if the answer names none.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="PlanType">Its plan, as in FREE; an open list.</param>
/// <param name="KeyName">The key's name in the console.</param>
internal sealed record TigerIdentity(
    string Type, string? ProjectId, string? ProjectName, string? PlanType, string? KeyName);

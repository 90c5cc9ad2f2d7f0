namespace TimescaleVpc.Sandbox.Entra;

/// <summary>What the tenant's default policy forbids for secrets of applications.</summary>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="MaxLifetime">How long a secret may be good; for <see cref="Lifetime"/> only.</param>
/// <param name="CreatedAfter">Only applications that were created since then are meant; null means all.</param>
internal sealed record AppRestriction(string Type, TimeSpan? MaxLifetime, DateTimeOffset? CreatedAfter)
{
    public const string Addition = "passwordAddition";
    public const string Lifetime = "passwordLifetime";

    public static IReadOnlyList<string> Types { get; } = [Addition, Lifetime];

    public bool IsFor(Application app) => CreatedAfter is not { } start || app.CreatedAt >= start;
}

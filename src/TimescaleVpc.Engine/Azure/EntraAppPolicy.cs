namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The tenant's default policy for credentials of applications; an application may have one of its own.
/// </summary>
/// <param name="IsEnabled">Whether it is in force.</param>
/// <param name="Restrictions">What it forbids for secrets and keys of applications.</param>
internal sealed record EntraAppPolicy(bool IsEnabled, IReadOnlyList<EntraRestriction> Restrictions)
{
    /// <summary>The restrictions that are in force for an application made now, or at a known time.</summary>
    public IEnumerable<EntraRestriction> For(DateTimeOffset createdAt) => !IsEnabled ? [] : Restrictions.Where(
        item => item.IsEnabled && (item.CreatedAfter is not { } start || createdAt >= start));
}

/// <summary>One of its restrictions.</summary>
/// <param name="Type">Entra's word, such as passwordAddition or passwordLifetime; empty for one that is not
/// known.</param>
/// <param name="MaxLifetime">How long a credential may be good; null if that is not what is restricted.</param>
/// <param name="CreatedAfter">Only applications made since then are meant; null means all.</param>
/// <param name="IsEnabled">Whether it is switched on.</param>
internal sealed record EntraRestriction(
    string Type, TimeSpan? MaxLifetime, DateTimeOffset? CreatedAfter, bool IsEnabled)
{
    /// <summary>Whether it forbids secrets altogether.</summary>
    public bool ForbidsSecrets => Same(Type, "passwordAddition");

    /// <summary>Whether it forbids secrets that are good for so long.</summary>
    public bool ForbidsSecretsFor(TimeSpan lifetime) => Same(Type, "passwordLifetime") && lifetime > MaxLifetime;
}

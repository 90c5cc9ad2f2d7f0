using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Azure;

/// <summary>An application in the customer's tenant.</summary>
internal sealed record EntraApp(
    string ObjectId, string AppId, string Name, string? Audience, IReadOnlyList<string> Tags, DateTimeOffset? Created,
    IReadOnlyList<EntraCredential> Credentials);

/// <summary>A secret or a key of an application, without its value.</summary>
internal sealed record EntraCredential(string KeyId, string Name, DateTimeOffset? Expires, bool IsKey);

/// <summary>A service principal in the customer's tenant.</summary>
/// <param name="ObjectId">The id that role assignments take.</param>
/// <param name="AppId">The application that it stands for.</param>
/// <param name="HomeTenantId">The tenant that the application comes from.</param>
/// <param name="Tags">Our mark, if we made it.</param>
internal sealed record EntraPrincipal(string ObjectId, string AppId, string? HomeTenantId, IReadOnlyList<string> Tags)
{
    /// <summary>Whether this module made it.</summary>
    public bool IsOurs => Tags.Any(text => text.StartsWith(Marks.Own, StringComparison.Ordinal));
}

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

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
internal sealed record EntraPrincipal(string ObjectId, string AppId, string? HomeTenantId, IReadOnlyList<string> Tags);

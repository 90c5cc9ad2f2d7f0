namespace TimescaleVpc.Sandbox.Entra;

/// <summary>An application registration in its home tenant.</summary>
internal sealed class Application(string tenantId, string objectId, string appId)
{
    public string TenantId { get; } = tenantId;

    /// <summary>The id in Graph's addresses; another than the application (client) id.</summary>
    public string ObjectId { get; } = objectId;

    public string AppId { get; } = appId;

    public string DisplayName { get; set; } = "";

    /// <summary>The alternate key that a client may give at creation; null if it gave none.</summary>
    public string? UniqueName { get; init; }

    public string SignInAudience { get; set; } = "AzureADMyOrg";

    /// <summary>The value of <c>api.requestedAccessTokenVersion</c>; personal accounts require 2.</summary>
    public int? AccessTokenVersion { get; set; }

    public List<string> Tags { get; set; } = [];

    public List<PasswordCredential> Passwords { get; } = [];

    public List<KeyCredential> Keys { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it can be read, used and referred to.</summary>
    public DateTimeOffset VisibleAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsMultiTenant => SignInAudience is "AzureADMultipleOrgs" or "AzureADandPersonalMicrosoftAccount";
}

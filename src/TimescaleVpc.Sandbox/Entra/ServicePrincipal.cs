namespace TimescaleVpc.Sandbox.Entra;

/// <summary>An application's local account in one tenant.</summary>
internal sealed class ServicePrincipal(string tenantId, string objectId, string appId)
{
    public string TenantId { get; } = tenantId;

    public string ObjectId { get; } = objectId;

    public string AppId { get; } = appId;

    public string DisplayName { get; set; } = "";

    /// <summary>The tenant in which the application is registered.</summary>
    public string OwnerTenantId { get; init; } = "";

    /// <summary>The accounts that can sign in to the application.</summary>
    public string? SignInAudience { get; init; }

    public List<string> Tags { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset VisibleAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }
}

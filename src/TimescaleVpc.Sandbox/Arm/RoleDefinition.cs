namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A role: built in, or a tenant's own.</summary>
internal sealed class RoleDefinition(string id, string tenantId)
{
    public string Id { get; } = id;

    /// <summary>The tenant that owns a custom role; empty for a built-in one.</summary>
    public string TenantId { get; } = tenantId;

    public bool IsCustom => TenantId.Length > 0;

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public List<RolePermission> Permissions { get; set; } = [];

    public List<string> AssignableScopes { get; set; } = ["/"];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on assignments may refer to it.</summary>
    public DateTimeOffset VisibleAt { get; init; }
}

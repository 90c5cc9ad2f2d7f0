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

    public DateTimeOffset UpdatedAt { get; set; }

    public string? CreatedBy { get; init; }

    public string? UpdatedBy { get; set; }

    /// <summary>From when on assignments may refer to it.</summary>
    public DateTimeOffset VisibleAt { get; init; }

    /// <summary>From when on lists show it as it is now.</summary>
    public DateTimeOffset ListedAt { get; private set; }

    /// <summary>The version that lists show until then; null if there was none.</summary>
    public RoleDefinition? Before { get; private set; }

    /// <summary>Notes that it is about to be made or changed.</summary>
    public void Lag(DateTimeOffset now, DateTimeOffset until, bool isNew)
    {
        if (ListedAt <= now) Before = isNew ? null : (RoleDefinition)MemberwiseClone();
        ListedAt = until;
    }

    /// <summary>Notes that it was deleted: until then lists show it as they do now.</summary>
    public RoleDefinition? Deleted(DateTimeOffset now, DateTimeOffset until)
    {
        var version = ListedAt <= now ? this : Before;
        if (version is not null) version.ListedAt = until;
        return version;
    }
}

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A role given to a principal at a scope.</summary>
internal sealed class RoleAssignment(string id, string scope, RoleDefinition role, string principalId)
{
    public string Id { get; } = id;

    /// <summary>The scope as ARM writes it.</summary>
    public string Scope { get; } = scope;

    public RoleDefinition Role { get; } = role;

    public string PrincipalId { get; } = principalId;

    public string PrincipalType { get; init; } = "ServicePrincipal";

    public string? Description { get; set; }

    public string? CreatedBy { get; init; }

    public string? UpdatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>From when on it counts, for tokens issued after that.</summary>
    public DateTimeOffset EffectiveAt { get; init; }

    /// <summary>From when on the managed service's own attempts see it.</summary>
    public DateTimeOffset EffectiveForPlatformAt { get; init; }

    public string ArmId => $"{Scope}/providers/Microsoft.Authorization/roleAssignments/{Id}";
}

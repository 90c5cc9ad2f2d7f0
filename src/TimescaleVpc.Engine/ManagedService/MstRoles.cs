namespace TimescaleVpc.Engine.ManagedService;

/// <summary>What a member of a project may do, by the names that the managed service gives its roles.</summary>
internal static class MstRoles
{
    private static readonly string[] Managing =
        ["admin", "operator", "role:project:admin", "project:networking:write"];

    private static readonly string[] Reading = ["developer", "read_only", "role:project:read"];

    /// <summary>
    /// Whether they may make, change and delete VPCs and peerings; null where that cannot be told. Rights can also come
    /// from the organization, which a project's roles do not show.
    /// </summary>
    public static bool? MayChangeVpcs(IReadOnlyList<string> roles) =>
        roles.Any(role => Managing.Contains(role, StringComparer.OrdinalIgnoreCase)) ? true
        : roles.Count > 0 && roles.All(role => Reading.Contains(role, StringComparer.OrdinalIgnoreCase)) ? false : null;
}

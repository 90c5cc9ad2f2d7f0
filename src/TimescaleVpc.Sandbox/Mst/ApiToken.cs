namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A token of the managed service and its permissions.</summary>
internal sealed class ApiToken(string value, IEnumerable<string> permissions, string role = "admin")
{
    public HashSet<string> Permissions { get; } = [.. permissions];

    /// <summary>The role that the platform shows for it; null where it has single permissions and no role.</summary>
    public string? Role { get; set; } = role;

    public bool IsRevoked { get; set; }

    public bool Is(string text) => text == value;
}

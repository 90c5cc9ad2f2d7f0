namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A token of the managed service and its permissions.</summary>
internal sealed class ApiToken(string value, IEnumerable<string> permissions)
{
    public HashSet<string> Permissions { get; } = [.. permissions];

    public bool IsRevoked { get; set; }

    public bool Is(string text) => text == value;
}

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A token of the managed service and what it may do.</summary>
internal sealed class ApiToken(string value, bool canWrite)
{
    public bool CanWrite { get; } = canWrite;

    public bool IsRevoked { get; set; }

    public bool Is(string text) => text == value;
}

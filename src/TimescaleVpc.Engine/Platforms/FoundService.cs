namespace TimescaleVpc.Engine.Platforms;

/// <summary>A service as a platform reports it.</summary>
/// <param name="Record">The record that users hold.</param>
/// <param name="IsSettled">Whether the platform is not at work on it.</param>
internal sealed record FoundService(ServiceVpc Record, bool IsSettled)
{
    public string Id => Record.ServiceId;

    public string Name => Record.Service;

    public string? VpcId => Record.VpcId;

    /// <summary>The value that a service and its VPC must have in common: cloud name or region.</summary>
    public string Place => Record.CloudName ?? "";

    /// <summary>The password, where the platform tells it. Never copied into a record.</summary>
    public Secret? Password { get; init; }
}

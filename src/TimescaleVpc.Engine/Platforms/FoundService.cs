namespace TimescaleVpc.Engine.Platforms;

/// <summary>A service as a platform reports it.</summary>
/// <param name="Record">The record that users hold.</param>
/// <param name="Place">The value that a service and its VPC must have in common: cloud name or region.</param>
/// <param name="Source">The platform's own record, for its adapter.</param>
internal sealed record FoundService(ServiceVpc Record, string Place, object Source)
{
    public string Name => Record.Service;

    public string? VpcId => Record.VpcId;

    /// <summary>The password, where the platform tells it. Never copied into a record.</summary>
    public Secret? Password { get; init; }
}

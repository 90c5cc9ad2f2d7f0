using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.TimescaleCloud;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>A service of either platform: the record that users hold, and what the platform said.</summary>
internal sealed record FoundService(ServiceVpc Record, MstService? Managed, TigerService? Cloud)
{
    public string Name => Record.Service;

    public string? VpcId => Record.VpcId;

    /// <summary>The password, where the platform tells it. Never copied into a record.</summary>
    public Secret? Password => Managed?.Password;

    /// <summary>The value that a service and its VPC must have in common.</summary>
    public string Place => Managed?.CloudName ?? Cloud?.Region ?? "";
}

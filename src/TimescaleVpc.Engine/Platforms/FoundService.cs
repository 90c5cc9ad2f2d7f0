using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

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

    /// <summary>
    /// The ranges that it takes connections from, over a peering too; null where the platform does not show them.
    /// </summary>
    public IReadOnlyList<string>? IpFilter { get; init; }

    /// <summary>The name under which a service in a VPC is on the internet as well; null where it is not.</summary>
    public string? PublicHost { get; init; }

    /// <summary>No change is under way, and there is an address to connect to.</summary>
    public bool IsAtRest => IsSettled && Record.Host.Length > 0;

    /// <summary>Whether the platform is at work on it, and done by itself.</summary>
    public bool IsMoving { get; init; }

    /// <summary>The password, where the platform tells it. Never copied into a record.</summary>
    public Secret? Password { get; init; }

    /// <summary>The service with the session that it was read in.</summary>
    public FoundService Of(TimescaleSession? session) => this with { Record = Record with { Session = session } };

    /// <summary>The parts of some ranges that its own filter keeps out; null where the filter is not known.</summary>
    public IReadOnlyList<AddressRange>? KeptOut(IEnumerable<string> ranges) => IpFilter is null ? null
        : [.. AddressRange.Read(ranges).SelectMany(range => range.Except(AddressRange.Read(IpFilter)))];
}

/// <summary>What all platforms' services have in common in the record that users hold.</summary>
internal static class ServiceView
{
    /// <summary>The present endpoint; before a change, also the previous one.</summary>
    public static ServiceVpc At(this ServiceVpc record, string host, int port, ServiceEndpoint[] endpoints) =>
        record with
    {
        Host = host, Port = port, Endpoints = endpoints,
        PreviousVpcId = record.VpcId, PreviousHost = host, PreviousPort = port, PreviousEndpoints = endpoints,
        ConnectionString = host.Length == 0 ? ""
            : $"postgres://{Uri.EscapeDataString(record.UserName ?? "")}@{host}:{port}/"
                + $"{Uri.EscapeDataString(record.Database ?? "")}?sslmode=require",
    };
}

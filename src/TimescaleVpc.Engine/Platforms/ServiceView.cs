namespace TimescaleVpc.Engine.Platforms;

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

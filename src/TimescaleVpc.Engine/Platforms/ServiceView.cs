using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// Turns the platforms' records of a service into the one that users hold. The password stays behind.
/// </summary>
internal static class ServiceView
{
    public static FoundService Found(MstService service, ItemContext context) => new(
        new ServiceVpc
        {
            Service = service.Name, ServiceId = service.Name, Platform = PlatformNames.ManagedService,
            Project = context.Mst().Project, ServiceType = service.Type, CloudName = service.CloudName,
            State = service.State, VpcId = service.VpcId, Database = service.Database, UserName = service.UserName,
            Session = context.Session,
        }.At(service.Host, service.Port, [new() { Role = "primary", Host = service.Host, Port = service.Port }]),
        service, Cloud: null);

    public static FoundService Found(TigerService service, ItemContext context)
    {
        var endpoints = new List<ServiceEndpoint>();
        Add("primary", service.Effective);
        Add("pooler", service.Pooler);
        foreach (var replica in service.Replicas)
        {
            Add("replica", replica.Endpoint);
            Add("replica pooler", replica.Pooler);
        }

        // The documented defaults of the platform; its API does not tell them.
        var record = new ServiceVpc
        {
            Service = service.Name, ServiceId = service.Id, Platform = PlatformNames.TimescaleCloud,
            Project = context.Tiger().Project,
            ServiceType = service.Type, CloudName = service.Region, State = service.Status, VpcId = service.VpcId,
            Database = "tsdb", UserName = "tsdbadmin", Session = context.Session,
        };
        return new(record.At(service.Effective?.Host ?? "", service.Effective?.Port ?? 0, [.. endpoints]), null,
            service);

        void Add(string role, TigerEndpoint? endpoint)
        {
            if (endpoint is not null) endpoints.Add(new() { Role = role, Host = endpoint.Host, Port = endpoint.Port });
        }
    }

    /// <summary>The present endpoint; before a change, also the previous one.</summary>
    private static ServiceVpc At(this ServiceVpc record, string host, int port, ServiceEndpoint[] endpoints) =>
        record with
    {
        Host = host, Port = port, Endpoints = endpoints,
        PreviousVpcId = record.VpcId, PreviousHost = host, PreviousPort = port, PreviousEndpoints = endpoints,
        ConnectionString = host.Length == 0 ? ""
            : $"postgres://{Uri.EscapeDataString(record.UserName ?? "")}@{host}:{port}/"
                + $"{Uri.EscapeDataString(record.Database ?? "")}?sslmode=require",
    };
}

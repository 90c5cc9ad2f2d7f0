using TimescaleVpc.Engine.Platforms.ManagedService;

namespace TimescaleVpc.Engine.Stages.Services;

/// <summary>Turns the platform's record of a service into the one that users hold. The password stays behind.</summary>
internal static class ServiceView
{
    public static ServiceVpc ToRecord(MstService service, ItemContext context, IEnumerable<string> networks) => new()
    {
        Service = service.Name,
        Platform = "ManagedService",
        Project = context.Platform.Project,
        ServiceType = service.Type,
        CloudName = service.CloudName,
        State = service.State,
        VpcId = service.VpcId,
        PreviousVpcId = service.VpcId,
        Host = service.Host,
        Port = service.Port,
        PreviousHost = service.Host,
        PreviousPort = service.Port,
        Database = service.Database,
        UserName = service.UserName,
        ConnectionString = ConnectionString(service),
        PeeredNetworkIds = [.. networks],
        Session = context.Session,
    };

    private static string ConnectionString(MstService service) =>
        service.Host.Length == 0 ? ""
            : $"postgres://{Uri.EscapeDataString(service.UserName ?? "")}@{service.Host}:{service.Port}/"
                + $"{Uri.EscapeDataString(service.Database ?? "")}?sslmode=require";
}

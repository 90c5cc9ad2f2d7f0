using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Outside;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>VPCs and services of both Timescale platforms.</summary>
internal sealed partial class PlatformParts(World world, RollbackLog rollback)
{
    private const int FirstPort = 27001;
    private const int MostServices = 250;

    public IEnumerable<PartKind> Kinds =>
    [
        new("Vpc", ["CloudName", "Cidr"], [], AddVpc),
        new("CloudVpc", ["Name", "Region", "Cidr"], [], AddCloudVpc),
        new("Service", ["Name"], ["CloudName", "Region", "Vpc", "IpFilter", "AllowList"], AddService)
        {
            Keys = "Name; CloudName for the managed service or Region for Timescale Cloud; optional Vpc, and IpFilter "
                + "or AllowList",
        },
    ];

    /// <summary>The managed service's, ACTIVE at once.</summary>
    private void AddVpc(Part part)
    {
        var project = world.Mst.Projects[0];
        rollback.Snapshot(project.Vpcs);
        foreach (var links in world.Mst.Links) links.Snapshot(rollback);
        world.Mst.Agent.FinishVpc(VpcFactory.Create(world, project, part.Text("CloudName"), part.Text("Cidr")));
    }

    private void AddCloudVpc(Part part)
    {
        var project = world.Tiger.Projects[0];
        rollback.Snapshot(project.Vpcs);
        rollback.Snapshot(world.Aws.Vpcs);
        world.Tiger.Agent.Finish(
            TigerVpcApi.Make(world, project, part.Text("Name"), part.Text("Cidr"), part.Text("Region")));
    }

    private void AddService(Part part)
    {
        if (part.Has("CloudName") == part.Has("Region"))
            throw part.Refused("exactly one of the keys CloudName and Region says which platform it is on");
        var name = part.Text("Name");
        if (world.Mst.Services.Count() + world.Tiger.Services.Count() >= MostServices)
            throw part.Refused($"there are addresses for {MostServices} services only");
        if (part.Has("CloudName")) AddManaged(part, name);
        else AddCloud(part, name);
    }

    private void AddManaged(Part part, string name)
    {
        var project = world.Mst.Projects[0];
        var cloud = part.Text("CloudName");
        if (part.Has("AllowList")) throw part.Refused("AllowList is for Timescale Cloud; here it is IpFilter");
        if (!ServiceName().IsMatch(name))
            throw part.Refused("Name", name, "has other characters than a-z, 0-9 and -, or begins with no letter");
        if (project.Service(name) is not null) throw part.Refused("Name", name, "is taken");
        if (!world.Mst.CloudNames.Contains(cloud))
            throw part.Refused("CloudName", cloud, $"is none of {string.Join(", ", world.Mst.CloudNames)}");
        var vpc = part.TextOrNull("Vpc") is { } nameOrId
            ? One(part, nameOrId, project.Vpcs.FindAll(item => Same(item.Id, nameOrId) || Same(item.Cloud, nameOrId)))
            : null;
        if (vpc is not null) ServiceApi.CheckVpc(project, vpc.Id, cloud);

        rollback.Snapshot(project.Services);
        var (port, address) = Address();
        var service = new Service(name, cloud, vpc?.Id)
        {
            Host = $"{name}-{project.Name}.a.timescaledb.io",
            Port = port,
            PublicAddress = address,
            Password = world.Ids.Text("service-password", $"{project.Name}/{name}"),
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        if (part.Has("IpFilter") && service.IpFilter.Set(ServiceChanges.Entries(part.Texts("IpFilter"))) is { } why)
            throw part.Refused($"IpFilter: {why}");
        project.Services.Add(service);
    }

    private void AddCloud(Part part, string name)
    {
        var project = world.Tiger.Projects[0];
        var region = part.Text("Region");
        if (part.Has("IpFilter")) throw part.Refused("IpFilter is for the managed service; here it is AllowList");
        if (!TigerVpcApi.Regions.Contains(region))
            throw part.Refused("Region", region, $"is none of {string.Join(", ", TigerVpcApi.Regions)}");
        if (project.Services.Exists(item => Same(item.Name, name))) throw part.Refused("Name", name, "is taken");
        var vpc = part.TextOrNull("Vpc") is { } nameOrId
            ? One(part, nameOrId, project.Vpcs.FindAll(item => item.Id == nameOrId || Same(item.Name, nameOrId)))
            : null;
        var (port, address) = Address();
        var service = new TigerService(
            world.Ids.Text("cloud-service", $"{project.Id}/{name}").ToLowerInvariant()[..10], project, name, region)
        {
            PublicPort = port,
            PublicAddress = address,
            Password = world.Ids.Text("service-password", $"{project.Id}/{name}"),
            CreatedAt = world.Now,
            VpcId = vpc?.Id,
            ShownVpcId = vpc?.Id,
            LocatedVpcId = vpc?.Id,
        };
        if (vpc is not null) TigerServiceApi.CheckVpc(world, service, vpc);

        rollback.Snapshot(project.Services);
        rollback.Snapshot(project.AllowLists);
        if (part.Has("AllowList") && service.Attach(world, part.Texts("AllowList")) is { } why)
            throw part.Refused($"AllowList: {why}");
        project.Services.Add(service);
    }

    private static T One<T>(Part part, string nameOrId, List<T> matches) => matches switch
    {
        [var match] => match,
        [] => throw part.Refused("Vpc", nameOrId, "is no VPC of the project"),
        _ => throw part.Refused("Vpc", nameOrId, "names several VPCs: give the id"),
    };

    private (int Port, string Address) Address()
    {
        var number = world.Mst.Services.Count() + world.Tiger.Services.Count();
        // Two ports more for pooler and replicas.
        return (FirstPort + (3 * number), $"198.51.100.{1 + number}");
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z")]
    private static partial Regex ServiceName();
}

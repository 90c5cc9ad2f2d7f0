using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The managed service's projects, tokens and clouds.</summary>
internal sealed class MstState(World world)
{
    public List<Project> Projects { get; } = [];

    public List<ApiToken> Tokens { get; } = [];

    public PlatformAgent Agent { get; } = new(world);

    public AwsLinks Aws { get; } = new(world);

    public ServiceMover Mover { get; } = new(world);

    public IEnumerable<PeeringConnection> Connections =>
        Projects.SelectMany(item => item.Vpcs).SelectMany(item => item.Connections);

    public IEnumerable<Service> Services => Projects.SelectMany(item => item.Services);
}

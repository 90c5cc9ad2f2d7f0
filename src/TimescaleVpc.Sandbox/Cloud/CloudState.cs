using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>Timescale Cloud's projects.</summary>
internal sealed class CloudState(World world)
{
    public List<CloudProject> Projects { get; } = [];

    public CloudAgent Agent { get; } = new(world);

    public CloudMover Mover { get; } = new(world);

    public IEnumerable<CloudVpc> Vpcs => Projects.SelectMany(item => item.Vpcs);

    public IEnumerable<CloudPeering> Peerings => Vpcs.SelectMany(item => item.Peerings);

    public IEnumerable<CloudService> Services => Projects.SelectMany(item => item.Services);
}

using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Timescale Cloud's projects.</summary>
internal sealed class TigerState(World world)
{
    public List<TigerProject> Projects { get; } = [];

    public TigerAgent Agent { get; } = new(world);

    public TigerServiceMover Mover { get; } = new(world);

    public IEnumerable<TigerVpc> Vpcs => Projects.SelectMany(item => item.Vpcs);

    public IEnumerable<TigerPeering> Peerings => Vpcs.SelectMany(item => item.Peerings);

    public IEnumerable<TigerService> Services => Projects.SelectMany(item => item.Services);
}

using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Moves services: new nodes are built, then DNS follows. The host name stays.</summary>
internal sealed class ServiceMover(World world)
{
    public void Move(Service service, string? vpcId, string cloud)
    {
        service.LeavingVpcId = service.LocatedVpcId;
        (service.VpcId, service.Cloud, service.State) = (vpcId, cloud, "REBUILDING");
        service.UpdatedAt = world.Now;
        var life = ++service.Life;
        world.After(world.Settings.ServiceMove, $"move {service.Name}", () =>
        {
            if (service.Life == life) Arrive(service, life);
        });
    }

    private void Arrive(Service service, int life)
    {
        (service.State, service.LeavingVpcId, service.LocatedVpcId) = ("RUNNING", null, service.VpcId);
        service.UpdatedAt = world.Now;
        world.After(world.Settings.DnsDelay, $"dns {service.Name}", () =>
        {
            if (service.Life == life) service.ResolvedVpcId = service.VpcId;
        });
    }
}

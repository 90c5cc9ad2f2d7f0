using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>
/// Moves services in or out of a VPC. The request is accepted at once; the old state is visible for a while, then the
/// service is configured and unreachable, and then it has new hosts and ports, which DNS resolves last.
/// </summary>
internal sealed class TigerServiceMover(World world)
{
    private const int PortStep = 137;

    public void Move(TigerService service, string? vpcId)
    {
        service.VpcId = vpcId;
        var life = ++service.Life;
        var move = world.Settings.ServiceMove;
        var staleTime = world.Settings.CloudStaleState < move ? world.Settings.CloudStaleState : move;
        void Later(TimeSpan delay, string step, Action action) =>
            world.After(delay, $"cloud-move {service.Id} {step}", () =>
        {
            if (service.Life == life) action();
        });
        Later(staleTime, "1", () => (service.Status, service.IsMoving) = ("CONFIGURING", true));
        // The endpoint names its VPC before it has a host.
        Later(move * 2 / 3, "2", () => service.ShownVpcId = vpcId);
        Later(move, "3", () => Arrive(service));
    }

    private void Arrive(TigerService service)
    {
        service.ShownVpcId = service.LocatedVpcId = service.VpcId;
        (service.Status, service.IsMoving) = ("READY", false);
        // Public ports are not stable: a service that leaves a VPC gets another one.
        if (service.VpcId is null) service.PublicPort += PortStep;
        service.ResolvesAt = world.Now + world.Settings.DnsDelay;
    }
}

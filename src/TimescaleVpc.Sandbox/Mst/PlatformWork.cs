using TimescaleVpc.Sandbox.Arm;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The platform's half, and its grant to the customer's application; taken back with the connection.</summary>
internal sealed class PlatformWork
{
    public Peering? Half { get; set; }

    public RoleAssignment? Grant { get; set; }
}

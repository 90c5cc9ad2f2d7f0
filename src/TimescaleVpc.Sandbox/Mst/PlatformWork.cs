using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The platform's half, and its grant to the customer's application; removed with the connection.</summary>
internal sealed class PlatformWork
{
    public Peering? Half { get; set; }

    public RoleAssignment? Grant { get; set; }

    /// <summary>The connection that the platform opened, where the VPC is in AWS.</summary>
    public AwsPeering? Connection { get; set; }

    /// <summary>The ranges of the customer's VPC in AWS as the platform took them over last.</summary>
    public string[] KnownRanges { get; set; } = [];
}

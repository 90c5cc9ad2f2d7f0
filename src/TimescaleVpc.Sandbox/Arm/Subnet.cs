namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A part of a VNet, and what filters and leads the traffic that leaves it.</summary>
internal sealed class Subnet(string name, string prefix) : IFiltered
{
    public string Name { get; } = name;

    public string Prefix { get; } = prefix;

    public NetworkSecurityGroup? SecurityGroup { get; set; }

    public UserRouteTable? RouteTable { get; set; }
}

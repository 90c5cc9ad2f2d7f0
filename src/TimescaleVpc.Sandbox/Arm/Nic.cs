namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A network interface: one address in a subnet.</summary>
internal sealed class Nic(VNet network, Subnet subnet, string name, string address) : IFiltered
{
    public const string Type = "Microsoft.Network/networkInterfaces";

    public VNet Network { get; } = network;

    public Subnet Subnet { get; } = subnet;

    public string Name { get; } = name;

    public string Address { get; } = address;

    public NetworkSecurityGroup? SecurityGroup { get; set; }

    public string ArmId => $"{Network.Group.ArmId}/providers/{Type}/{Name}";
}

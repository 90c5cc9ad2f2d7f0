namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A virtual network.</summary>
internal sealed class VNet(ResourceGroup group, string name, IEnumerable<string> prefixes)
{
    public ResourceGroup Group { get; } = group;

    public string Name { get; } = name;

    public List<string> Prefixes { get; } = [.. prefixes];

    public List<Subnet> Subnets { get; init; } = [];

    public List<Peering> Peerings { get; } = [];

    public string ArmId { get; } = $"{group.ArmId}/providers/Microsoft.Network/virtualNetworks/{name}";

    /// <summary>The end of a change to the network itself, for example to a subnet.</summary>
    public DateTimeOffset ChangingUntil { get; set; }

    /// <summary>The running operation on one of its peerings.</summary>
    public Operation? Running { get; set; }

    public string SubnetId(Subnet subnet) => $"{ArmId}/subnets/{subnet.Name}";

    public Peering? Peering(string name) => Peerings.Find(item => Same(item.Name, name));
}

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A resource group and what lies in it.</summary>
internal sealed class ResourceGroup(Subscription subscription, string name, string location)
{
    public Subscription Subscription { get; } = subscription;

    public string Name { get; } = name;

    public string Location { get; } = location;

    public string ArmId { get; } = $"{subscription.ArmId}/resourceGroups/{name}";

    public NamedVNets VNets { get; } = [];

    public List<NetworkSecurityGroup> SecurityGroups { get; } = [];

    public List<UserRouteTable> RouteTables { get; } = [];

    /// <summary>The network interfaces of its networks; each lies in the group of its network.</summary>
    public List<Nic> Nics { get; } = [];
}

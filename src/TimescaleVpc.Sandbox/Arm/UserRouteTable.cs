namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A route table: routes of the customer's own for the subnets that name it.</summary>
internal sealed class UserRouteTable(ResourceGroup group, string name)
{
    public const string Type = "Microsoft.Network/routeTables";

    public ResourceGroup Group { get; } = group;

    public string Name { get; } = name;

    public List<UserRoute> Routes { get; } = [];

    public string ArmId => $"{Group.ArmId}/providers/{Type}/{Name}";
}

/// <summary>A route of the customer's own.</summary>
/// <param name="Name">Its name, unique in its table.</param>
/// <param name="Prefix">The range that it leads to.</param>
/// <param name="NextHop">Where to: one of <see cref="NextHops"/>.</param>
/// <param name="Address">The address of a virtual appliance.</param>
internal sealed record UserRoute(string Name, string Prefix, string NextHop, string? Address)
{
    public const string Appliance = "VirtualAppliance";
    public const string Local = "VnetLocal";

    public static IReadOnlyList<string> NextHops { get; } =
        [Appliance, "None", "Internet", "VirtualNetworkGateway", Local];
}

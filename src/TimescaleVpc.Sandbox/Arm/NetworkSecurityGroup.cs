namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A network security group: rules for the traffic of what names it, subnets and interfaces.</summary>
internal sealed class NetworkSecurityGroup(ResourceGroup group, string name)
{
    public const string Type = "Microsoft.Network/networkSecurityGroups";

    public ResourceGroup Group { get; } = group;

    public string Name { get; } = name;

    public List<SecurityRule> Rules { get; } = [];

    public string ArmId => $"{Group.ArmId}/providers/{Type}/{Name}";

    /// <summary>The rules that each group has, and that only rules of a lower number come before.</summary>
    public static IReadOnlyList<SecurityRule> DefaultRules { get; } =
    [
        Default("AllowVnetInBound", 65000, isInbound: true, SecurityRule.Network, SecurityRule.Network),
        Default("AllowAzureLoadBalancerInBound", 65001, isInbound: true, "AzureLoadBalancer", SecurityRule.Any),
        Default("DenyAllInBound", 65500, isInbound: true, SecurityRule.Any, SecurityRule.Any, isAllowed: false),
        Default("AllowVnetOutBound", 65000, isInbound: false, SecurityRule.Network, SecurityRule.Network),
        Default("AllowInternetOutBound", 65001, isInbound: false, SecurityRule.Any, SecurityRule.Internet),
        Default("DenyAllOutBound", 65500, isInbound: false, SecurityRule.Any, SecurityRule.Any, isAllowed: false),
    ];

    /// <summary>The rule that decides on traffic: of those that fit, the one with the lowest number.</summary>
    public SecurityRule? Decide(Func<SecurityRule, bool> fits) =>
        Rules.Concat(DefaultRules).OrderBy(rule => rule.Priority).FirstOrDefault(fits);

    private static SecurityRule Default(
        string name, int priority, bool isInbound, string source, string destination, bool isAllowed = true) =>
        new(name, priority, isInbound ? SecurityRule.Inbound : SecurityRule.Outbound,
            isAllowed ? SecurityRule.Allow : SecurityRule.Deny, SecurityRule.Any, [source], [destination],
            [SecurityRule.Any]);
}

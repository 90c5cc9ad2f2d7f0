namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A subscription and the tenant that its tokens must come from.</summary>
internal sealed class Subscription(string id, string name, string tenantId)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string TenantId { get; } = tenantId;

    /// <summary>Whether it is read-only, like a subscription with an unpaid bill.</summary>
    public bool IsDisabled { get; set; }

    public string ArmId { get; } = $"/subscriptions/{id}";

    public List<ResourceGroup> Groups { get; } = [];

    public IEnumerable<(VNet Network, Subnet Subnet)> Subnets => Groups.SelectMany(item => item.VNets)
        .SelectMany(network => network.Subnets.Select(subnet => (network, subnet)));
}

namespace TimescaleVpc;

/// <summary>A subnet of a VNet, and what filters and leads the traffic that leaves it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AddressPrefixes">Its ranges, in CIDR notation.</param>
/// <param name="SecurityGroupId">The ARM id of its network security group; null if it has none.</param>
/// <param name="RouteTableId">The ARM id of its route table; null if it has none.</param>
internal sealed record AzureSubnet(
    string Name, IReadOnlyList<string> AddressPrefixes, string? SecurityGroupId, string? RouteTableId);

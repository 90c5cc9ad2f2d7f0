namespace TimescaleVpc.Engine.Azure;

/// <summary>A network interface.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="SecurityGroupId">The group of its own, beside that of the subnet; null if it has none.</param>
/// <param name="Addresses">Its private addresses, and the subnet that each is in.</param>
internal sealed record AzureNetworkInterface(
    string Id, string Name, string? SecurityGroupId, IReadOnlyList<AzureInterfaceAddress> Addresses);

/// <summary>An address of a network interface.</summary>
internal sealed record AzureInterfaceAddress(string Address, string SubnetId);

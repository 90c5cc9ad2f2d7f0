namespace TimescaleVpc.Engine.Azure;

/// <summary>A route table: routes of the customer's own.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Routes">Its routes.</param>
internal sealed record AzureRouteTable(string Id, string Name, IReadOnlyList<AzureRoute> Routes);

/// <summary>A route of the customer's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prefix">The range that it leads; it may be a service tag.</param>
/// <param name="NextHop">Azure's word: VirtualAppliance, None, Internet, VirtualNetworkGateway or VnetLocal.</param>
/// <param name="Address">The appliance's address; null without an appliance.</param>
internal sealed record AzureRoute(string Name, string Prefix, string NextHop, string? Address)
{
    /// <summary>Whether what it leads is dropped.</summary>
    public bool IsDropped => Same(NextHop, "None");
}

using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A route table: routes of the customer's own.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Routes">Its routes.</param>
internal sealed record AzureRouteTable(string Id, string Name, IReadOnlyList<AzureRoute> Routes)
{
    /// <summary>
    /// The routes that take traffic for peered ranges elsewhere, the most specific first. The longest prefix decides,
    /// and of two that are equal the user's comes before the peering's: a route to 0.0.0.0/0 takes nothing away.
    /// </summary>
    /// <param name="peeredRanges">The ranges that the link routes, or will route.</param>
    public IReadOnlyList<AzureRoute> Diverting(IReadOnlyList<AddressRange> peeredRanges)
    {
        var divertingRoutes = new List<AzureRoute>();
        var takenRanges = new List<AddressRange>();
        foreach (var route in Routes.OrderByDescending(item => item.Range?.PrefixLength))
        {
            if (route.Range is not { } range) continue;
            if (peeredRanges.Any(item => range.Overlaps(item) && range.PrefixLength >= item.PrefixLength)
                && range.Except(takenRanges).Count > 0) divertingRoutes.Add(route);
            takenRanges.Add(range);
        }

        return divertingRoutes;
    }
}

/// <summary>A route of the customer's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prefix">The range that it leads; it may be a service tag.</param>
/// <param name="NextHop">Azure's word: VirtualAppliance, None, Internet, VirtualNetworkGateway or VnetLocal.</param>
/// <param name="Address">The appliance's address; null without an appliance.</param>
internal sealed record AzureRoute(string Name, string Prefix, string NextHop, string? Address)
{
    /// <summary>The range as one; null for a service tag.</summary>
    public AddressRange? Range => AddressRange.Read(AddressRange.Canonical(Prefix));

    /// <summary>Whether what it leads is dropped.</summary>
    public bool IsDropped => Same(NextHop, "None");
}

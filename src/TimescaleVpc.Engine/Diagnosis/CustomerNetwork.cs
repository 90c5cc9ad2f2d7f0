namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>A network of the customer's.</summary>
/// <param name="Id">The ARM id, or the id of the AWS VPC.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: a VNet, an AWS VPC, a network.</param>
/// <param name="Place">Where it is.</param>
internal sealed record CustomerNetwork(string Id, string Name, string Kind, string Place)
{
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>The networks that it is peered with beside those of the platform: hub or spokes.</summary>
    public IReadOnlyList<NeighbourNetwork> Neighbours { get; init; } = [];
}

/// <summary>A network one hop further.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">The state of the peering that leads there.</param>
internal sealed record NeighbourNetwork(string Id, string Name, string State)
{
    public IReadOnlyList<string> Ranges { get; init; } = [];
}

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The state of the customer's half of a peering.</summary>
internal enum CustomerHalf
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is made, and not connected yet.</summary>
    Pending,

    /// <summary>It is made and connected.</summary>
    Standing,

    /// <summary>Its other side went: it cannot become connected any more.</summary>
    Dead,
}

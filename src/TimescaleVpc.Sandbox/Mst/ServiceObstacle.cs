namespace TimescaleVpc.Sandbox.Mst;

/// <summary>What keeps clients from a service, and no API shows.</summary>
internal enum ServiceObstacle
{
    None,

    /// <summary>The DNS server that they ask discards private addresses.</summary>
    NameDiscarded,

    /// <summary>A firewall on their side drops what goes to the port.</summary>
    PortDropped,
}

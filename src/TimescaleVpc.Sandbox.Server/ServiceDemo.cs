namespace TimescaleVpc.Sandbox.Server;

/// <summary>The part about services that both walkthroughs share.</summary>
internal static class ServiceDemo
{
    public static IEnumerable<(string Name, object? Value)> Moved(ServiceVpc it) =>
    [
        ("PreviousHost", it.PreviousHost), ("PreviousPort", it.PreviousPort), ("Host", it.Host), ("Port", it.Port),
        ("VpcId", it.VpcId), ("ConnectionString", it.ConnectionString),
    ];

    public static IEnumerable<(string Name, object? Value)> Tested(ServiceVpcTest it) =>
    [
        ("Dns", it.Dns), ("Tcp", it.Tcp), ("Tls", it.Tls), ("Login", it.Login), ("Reachable", it.Reachable),
        ("Reason", it.Reason),
    ];
}

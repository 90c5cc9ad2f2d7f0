namespace TimescaleVpc.Engine.Reachability;

/// <summary>The results of the four checks.</summary>
internal sealed record ProbeReport(ProbeResult Dns, ProbeResult Tcp, ProbeResult Tls, ProbeResult Login);

namespace TimescaleVpc.Engine.Reachability;

/// <summary>What the four checks found.</summary>
internal sealed record ProbeReport(ProbeResult Dns, ProbeResult Tcp, ProbeResult Tls, ProbeResult Login);

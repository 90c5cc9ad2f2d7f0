namespace TimescaleVpc;

/// <summary>What an attempt to reach a service in the simulated networks found.</summary>
internal sealed record SandboxProbe(ProbeResult Dns, ProbeResult Tcp, ProbeResult Tls, ProbeResult Login);

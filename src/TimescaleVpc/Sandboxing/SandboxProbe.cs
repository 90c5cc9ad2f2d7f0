namespace TimescaleVpc;

/// <summary>The result of an attempt to reach a service in the simulated networks.</summary>
internal sealed record SandboxProbe(ProbeResult Dns, ProbeResult Tcp, ProbeResult Tls, ProbeResult Login);

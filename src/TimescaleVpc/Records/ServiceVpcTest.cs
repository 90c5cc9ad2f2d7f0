namespace TimescaleVpc;

/// <summary>The result of Test-ServiceVpc: four checks, one after the other, and their conclusion.</summary>
public sealed record ServiceVpcTest : ILabelled
{
    /// <summary>The service's name on the platform.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The platform's id of the service.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary><c>ManagedService</c> or <c>TimescaleCloud</c>.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The platform project.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>The VPC that holds the service; null means the public internet.</summary>
    public string? VpcId { get; internal init; }

    /// <summary>The name of that VPC; null where it has none, or none is known.</summary>
    public string? VpcName { get; internal init; }

    /// <summary>
    /// The networks that are peered with that VPC, by name: GROUP/NAME of a VNet, the id of an AWS VPC.
    /// </summary>
    public string[] PeeredNetworks { get; internal init; } = [];

    /// <summary>The host name that was tried.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The TCP port that was tried.</summary>
    public int Port { get; internal init; }

    /// <summary>
    /// <c>Inside</c>, <c>Outside</c> or <c>Unknown</c>: whether the test ran in a peered address range.
    /// </summary>
    public string Vantage { get; internal init; } = "Unknown";

    /// <summary>The place that the test ran from: a network's id, or this machine's name.</summary>
    public string From { get; internal init; } = "";

    /// <summary>Whether the host name resolves.</summary>
    public ProbeResult Dns { get; internal init; } = new();

    /// <summary>Whether the port accepts connections.</summary>
    public ProbeResult Tcp { get; internal init; } = new();

    /// <summary>Whether the connection is encrypted and the certificate is valid for the host.</summary>
    public ProbeResult Tls { get; internal init; } = new();

    /// <summary>Whether the database accepts the sign-in.</summary>
    public ProbeResult Login { get; internal init; } = new();

    /// <summary>
    /// True: all checks passed. False: one failed that should have passed from here.
    /// Null: cannot be said from here, see <see cref="Reason"/>.
    /// </summary>
    public bool? Reachable { get; internal init; }

    /// <summary>One sentence that explains <see cref="Reachable"/>.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The duration of the checks.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was tried.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps of the stages before this one; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The service's name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Service;
}

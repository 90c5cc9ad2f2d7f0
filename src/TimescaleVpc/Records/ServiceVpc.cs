namespace TimescaleVpc;

/// <summary>The location of a database service, in a VPC or on the public internet, and its endpoints.</summary>
public sealed record ServiceVpc : ISessionBound, ILabelled
{
    /// <summary>The service's name on the platform.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The platform's id of the service; the name again where it has none.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary><c>ManagedService</c> or <c>TimescaleCloud</c>.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The platform project.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>The kind of service, for example <c>pg</c>.</summary>
    public string ServiceType { get; internal init; } = "";

    /// <summary>Cloud and region of the service.</summary>
    public string? CloudName { get; internal init; }

    /// <summary>The platform's word for the service's state, for example <c>RUNNING</c>.</summary>
    public string State { get; internal init; } = "";

    /// <summary>The VPC that holds the service; null means the public internet.</summary>
    public string? VpcId { get; internal init; }

    /// <summary>The name of that VPC; null where it has none, or none is known.</summary>
    public string? VpcName { get; internal init; }

    /// <summary>The VPC that held the service before this run; null means the public internet.</summary>
    public string? PreviousVpcId { get; internal init; }

    /// <summary>The host name to connect to.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The TCP port to connect to.</summary>
    public int Port { get; internal init; }

    /// <summary>The host name before this run.</summary>
    public string? PreviousHost { get; internal init; }

    /// <summary>The TCP port before this run.</summary>
    public int? PreviousPort { get; internal init; }

    /// <summary>All endpoints: primary, pooler and replicas, as far as the service has them.</summary>
    public ServiceEndpoint[] Endpoints { get; internal init; } = [];

    /// <summary>All endpoints before this run.</summary>
    public ServiceEndpoint[] PreviousEndpoints { get; internal init; } = [];

    /// <summary>The database to connect to.</summary>
    public string? Database { get; internal init; }

    /// <summary>The user to connect as.</summary>
    public string? UserName { get; internal init; }

    /// <summary>A PostgreSQL connection string; it holds no password.</summary>
    public string ConnectionString { get; internal init; } = "";

    /// <summary>
    /// The ids of the networks (ARM ids, AWS VPC ids) that are (or, just removed, were) peered with the service's VPC.
    /// </summary>
    public string[] PeeredNetworkIds { get; internal init; } = [];

    /// <summary>The changes of this run so far.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The next step, or what to wait for.</summary>
    public string? NextStep => PlanWords.Next(Planned, Plan)
        ?? (!Same(State, "RUNNING") && !Same(State, "READY")
            ? $"The service is {State}: start it in the Timescale console, or wait if Timescale is at work."
            : VpcId is null ? "Set-ServiceVpc -Vpc NAME puts it into a VPC." : "Test-ServiceVpc.");

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>The service's name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Service;
}

namespace TimescaleVpc;

/// <summary>
/// A VPC on the Timescale side: the network that holds database services and is peered with networks of yours.
/// </summary>
public sealed record Vpc : ISessionBound, ILabelled
{
    /// <summary>The platform's id of the VPC. On the managed service this is <c>project_vpc_id</c>, a UUID.</summary>
    public string VpcId { get; internal init; } = "";

    /// <summary>The VPC's own name, or null where the platform has none (the managed service).</summary>
    public string? Name { get; internal init; }

    /// <summary><c>ManagedService</c> or <c>TimescaleCloud</c>.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The platform project that owns the VPC.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>
    /// Cloud and region in one word as the managed service says it, for example <c>timescale-azure-westeurope</c>.
    /// </summary>
    public string? CloudName { get; internal init; }

    /// <summary>The cloud that the VPC lies in, and with whose networks it can be peered.</summary>
    internal Cloud Cloud { get; init; }

    /// <summary>The cloud's own name of the region, for example <c>westeurope</c>.</summary>
    public string Region { get; internal init; } = "";

    /// <summary>Where it lies, in the platform's word.</summary>
    internal string Place => CloudName ?? Region;

    /// <summary>The address range of the VPC, for example <c>10.200.0.0/24</c>.</summary>
    public string Cidr { get; internal init; } = "";

    /// <summary>
    /// The platform's word for the state; the list is open. <c>ACTIVE</c>, on Timescale Cloud <c>CREATED</c>, means
    /// usable. Empty where the older form of Timescale Cloud's API tells none.
    /// </summary>
    public string State { get; internal init; } = "";

    /// <summary>What <see cref="State"/> means.</summary>
    internal VpcPhase Phase { get; init; }

    /// <summary>When the platform created the VPC, UTC; null while planned.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>The changes of this run so far.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The next step, or who must act first; null if there is none.</summary>
    public string? NextStep => PlanWords.Next(Planned, Plan)
        ?? (Phase is not (VpcPhase.Untold or VpcPhase.Usable) ? $"Timescale must act: the VPC is {State}."
            : Array.Find(CloudWords.All, words => words.Cloud == Cloud)?.Beginning);

    internal TimescaleSession? Session { get; init; }

    TimescaleSession? ISessionBound.Session => Session;

    /// <summary>The usual name: the VPC's own, otherwise its cloud name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Name ?? CloudName ?? VpcId;
}

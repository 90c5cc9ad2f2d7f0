namespace TimescaleVpc;

/// <summary>What Repair-VpcPeering did for one peering: its repaired findings, and those that are left.</summary>
public sealed record PeeringRepair : ILabelled
{
    /// <summary>The subject, as the findings name it.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>The platform of the peering's VPC; empty if the findings concern no peering.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The project of the peering's VPC.</summary>
    public string Project { get; internal init; } = "";

    /// <summary>The peering's VPC.</summary>
    public string VpcId { get; internal init; } = "";

    /// <summary>The peering's network: the ARM id of the VNet, or the id of the AWS VPC.</summary>
    public string? NetworkId { get; internal init; }

    /// <summary>The findings that are not there any more.</summary>
    public PeeringFinding[] Mended { get; internal init; } = [];

    /// <summary>What is there now: each says whose turn it is.</summary>
    public PeeringFinding[] Left { get; internal init; } = [];

    /// <summary>The changes, in order.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The subject.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Subject;
}

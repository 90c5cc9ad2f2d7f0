namespace TimescaleVpc;

/// <summary>The changes of Undo-VpcPeering or Remove-VpcPeering, with the state before and after them.</summary>
public sealed record PeeringUndo : ILabelled
{
    /// <summary>The peering that was undone.</summary>
    public VpcPeering Peering { get; internal init; } = new();

    /// <summary><c>ManagedService</c> or <c>TimescaleCloud</c>.</summary>
    public string Platform => Peering.Platform;

    /// <summary>The platform project.</summary>
    public string Project => Peering.Project;

    /// <summary>The VPC's id.</summary>
    public string VpcId => Peering.VpcId;

    /// <summary>The VPC's own name; null where the platform has none.</summary>
    public string? VpcName => Peering.VpcName;

    /// <summary>Cloud and region of the VPC.</summary>
    public string? CloudName => Peering.CloudName;

    /// <summary>The VNet's ARM id; null on AWS.</summary>
    public string? VNetId => Peering.VNetId;

    /// <summary>The VNet's name.</summary>
    public string? VNetName => Peering.VNetName;

    /// <summary>The resource group of the VNet.</summary>
    public string? ResourceGroupName => Peering.ResourceGroupName;

    /// <summary>The Azure subscription that holds the VNet.</summary>
    public string? SubscriptionId => Peering.SubscriptionId;

    /// <summary>Your AWS VPC; null on Azure.</summary>
    public string? AwsVpcId => Peering.AwsVpcId;

    /// <summary>The AWS account that owns your VPC.</summary>
    public string? AwsAccountId => Peering.AwsAccountId;

    /// <summary>The AWS region of your VPC.</summary>
    public string? AwsRegion => Peering.AwsRegion;

    /// <summary>The items that existed for the peering before, on both sides.</summary>
    public PeeringItem[] Before { get; internal init; } = [];

    /// <summary>The items that are left. In a plan, the same as before.</summary>
    public PeeringItem[] After { get; internal init; } = [];

    /// <summary>The removed items, in order; empty if there was nothing to remove.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>Why it ended before its end: what failed, or was answered with no. Null if nothing did.</summary>
    public string? Unfinished { get; internal init; }

    /// <summary>
    /// Whether all steps are done and nothing is left that this module created and no other peering needs.
    /// </summary>
    public bool IsComplete =>
        !Planned && Unfinished is null && !Array.Exists(After, item => item.IsOurs && item.NeededBy is null);

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>What is left to do.</summary>
    public string NextStep =>
        (Planned ? Plan.Length == 0 : IsComplete && Changes.Length == 0) ? "There is nothing to undo."
        : PlanWords.Next(Planned, Plan) ?? (IsComplete ? "Nothing is left to do."
            : (Unfinished is null ? "" : $"Not finished ({Unfinished}). ") + LeftWords
                + "Run the same command again.");

    /// <summary>What is left of ours, as a sentence; empty if nothing is, or if it could not be looked at.</summary>
    private string LeftWords => Array.FindAll(After, item => item.IsOurs) is { Length: > 0 } leftItems
        ? $"Left: {string.Join(", ", leftItems.Select(ILabelled.Of))}. " : "";

    /// <summary>The peering.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => ILabelled.Of(Peering);
}

namespace TimescaleVpc;

/// <summary>The output of New-VpcRunbook: a runbook, and the rights that it needs.</summary>
public sealed record VpcRunbook : ILabelled
{
    /// <summary>The runbook, a PowerShell script.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The rights as data: custom roles for Azure, a policy for AWS.</summary>
    public string RightsPath { get; internal init; } = "";

    /// <summary>A script that grants the rights, to be reviewed and run by an administrator.</summary>
    public string RightsScriptPath { get; internal init; } = "";

    /// <summary>The cloud of your networks: <c>Azure</c> or <c>AWS</c>.</summary>
    public string Cloud { get; internal init; } = "";

    /// <summary>True if the runbook takes peerings back instead of making them.</summary>
    public bool IsUndo { get; internal init; }

    /// <summary>True if the runbook looks what has changed, and changes nothing.</summary>
    public bool IsDrift { get; internal init; }

    /// <summary>The rights that the runbook's identity and keys need.</summary>
    public RunbookRole[] RoleAssignments { get; internal init; } = [];

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was written.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The runbook's path.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Path;
}

using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet that needs no session, and changes nothing at a platform or in a cloud.</summary>
public abstract class UnplannedCommand : StageCommand
{
    private protected UnplannedCommand() { }

    /// <summary>Says where -WhatIf belongs.</summary>
    [Parameter(DontShow = true)]
    [Alias("wi")]
    [NothingToPlan]
    public SwitchParameter WhatIf { get; set; }
}

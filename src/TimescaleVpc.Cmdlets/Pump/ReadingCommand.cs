using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet that reads in a session, and changes nothing.</summary>
public abstract class ReadingCommand : ConnectedCommand
{
    private protected ReadingCommand() { }

    /// <summary>Says where -WhatIf belongs.</summary>
    [Parameter(DontShow = true)]
    [Alias("wi")]
    [NothingToPlan]
    public SwitchParameter WhatIf { get; set; }
}

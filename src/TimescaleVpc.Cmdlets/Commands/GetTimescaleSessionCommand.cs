using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Shows the current session of this runspace, or all.</summary>
[Cmdlet(VerbsCommon.Get, "TimescaleSession", DefaultParameterSetName = "Current")]
[OutputType(typeof(TimescaleSession))]
public sealed class GetTimescaleSessionCommand : PSCmdlet
{
    /// <summary>The numbers of the sessions to show.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, Position = 0)]
    public int[] Id { get; set; } = [];

    /// <summary>Shows all open sessions, in the order in which they were opened.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Says where -WhatIf belongs.</summary>
    [Parameter(DontShow = true)]
    [Alias("wi")]
    [NothingToPlan]
    public SwitchParameter WhatIf { get; set; }

    /// <summary>Writes the sessions.</summary>
    protected override void ProcessRecord()
    {
        var runspace = RunspaceState.Current;
        if (!All && Id.Length == 0)
        {
            if (runspace.CurrentSession is { } session) WriteObject(session);
            return;
        }

        foreach (var session in runspace.Sessions)
        {
            if (All || Id.Contains(session.Id)) WriteObject(session);
        }
    }
}

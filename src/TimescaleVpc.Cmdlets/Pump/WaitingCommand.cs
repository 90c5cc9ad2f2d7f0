using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet that waits for a platform.</summary>
public abstract class WaitingCommand : ConnectedCommand
{
    private protected WaitingCommand() { }

    /// <summary>
    /// The longest that each object may take, for example <c>00:30:00</c> or <c>(New-TimeSpan -Minutes 30)</c>.
    /// </summary>
    [Parameter]
    [ValidateTimeout]
    public TimeSpan Timeout { get; set; }
}

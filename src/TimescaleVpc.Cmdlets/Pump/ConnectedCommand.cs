using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet that works in a session.</summary>
public abstract class ConnectedCommand : StageCommand
{
    private protected ConnectedCommand() { }

    /// <summary>
    /// The session to work in. Without it: the session that the piped object came from, else the runspace's current
    /// one.
    /// </summary>
    [Parameter]
    public TimescaleSession? Session { get; set; }

    private protected sealed override StageRequest Request =>
        StageRequest with { Session = Session, CurrentSession = Runspace.CurrentSession, Timeout = Limit };

    /// <summary>The part of the request that only this cmdlet has.</summary>
    private protected abstract StageRequest StageRequest { get; }

    private protected virtual TimeSpan? Limit => null;

    /// <inheritdoc/>
    private protected sealed override object? Given =>
        MyInvocation.BoundParameters.Keys.Where(name => !Arguments.Contains(name))
            .Select(name => Inputs.Given(GetType().GetProperty(name)?.GetValue(this)))
            .FirstOrDefault(input => input is not null);
}

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

    /// <summary>A request with the parameters of this cmdlet, to be served in its session.</summary>
    private protected TRequest Ask<TRequest>(TRequest request)
        where TRequest : StageRequest => request.From(this) with { CurrentSession = Runspace.CurrentSession };

    /// <inheritdoc/>
    private protected sealed override object? Given =>
        MyInvocation.BoundParameters.Keys.Where(name => !Arguments.Contains(name))
            .Select(name => Inputs.Given(GetType().GetProperty(name)?.GetValue(this)))
            .FirstOrDefault(input => input is not null);
}

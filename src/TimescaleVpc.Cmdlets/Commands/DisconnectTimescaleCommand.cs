using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Closes sessions and forgets their tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Timescale", DefaultParameterSetName = One)]
[OutputType(typeof(TimescaleSession))]
public sealed class DisconnectTimescaleCommand : UnplannedCommand
{
    private const string One = "One";

    /// <summary>The session to close; without it the current one.</summary>
    [Parameter(ParameterSetName = One, Position = 0, ValueFromPipeline = true)]
    public TimescaleSession? Session { get; set; }

    /// <summary>Closes all sessions of this runspace.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Writes each session that it has closed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override StageRequest Request => new DisconnectRequest().From(this);

    private protected override IEnumerable<object?> Items =>
        All ? [.. Runspace.Sessions]
        : (Session ?? Runspace.CurrentSession) is { } session ? [session]
        : [];
}

using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Stops sandbox servers: those that are given, or all that this runspace has started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "VpcSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(SandboxServer))]
public sealed class StopVpcSandboxCommand : StageCommand
{
    /// <summary>
    /// The server: the output of Start-VpcSandbox, the file with the first line of a server's output, or that line as
    /// an object. Without it: all servers that this runspace has started.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SandboxServerTransformation]
    public SandboxServerIdentity? SandboxServer { get; set; }

    /// <summary>Writes each server that does not run any more.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override StageRequest Request => new StopServerRequest().From(this);

    private protected override IEnumerable<object?> Items => SandboxServer is { } identity
        ? [Owned(identity.In(SessionState.Path))]
        : Runspace.Servers.Select(static server => new SandboxServerRef(server, null));

    /// <summary>
    /// A process of another runspace is not ours: like any stranger's it is asked to end, and never killed.
    /// </summary>
    private SandboxServerRef Owned(SandboxServerRef reference) =>
        reference.Server is { } server && !Runspace.Servers.Contains(server)
            ? reference with { Server = server with { Process = null } }
            : reference;
}

using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Starts a sandbox server, as a process of its own that ends with this one, and waits until it can be used.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "VpcSandbox", SupportsShouldProcess = true, DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(SandboxServer))]
public sealed class StartVpcSandboxCommand : StageCommand
{
    private const string DefaultSet = "Default";
    private const string WorldSet = "World";

    /// <summary>
    /// The world that it plays, with its settings and faults, as New-VpcSandbox made it; without it the default world.
    /// </summary>
    [Parameter(ParameterSetName = WorldSet, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Sandbox")]
    [ValidateNotNull]
    public VpcSandbox? World { get; set; }

    /// <summary>
    /// A file that the server writes when it can be used, that only its owner may read, and that goes with it: another
    /// PowerShell joins with <c>Connect-Timescale -SandboxServer</c> and this file.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConnectionFile { get; set; }

    /// <summary>The port on 127.0.0.1 and ::1; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A second port, for plain http; 0 takes a free one. By default there is none.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int? HttpPort { get; set; }

    /// <summary>Whether the sandbox's time begins with this machine's, as az and other clients want it.</summary>
    [Parameter]
    public SwitchParameter StartNow { get; set; }

    /// <summary>Seconds that pass in the sandbox for each real one.</summary>
    [Parameter]
    [ValidateRange(0.001, 100_000d)]
    public double Speed { get; set; } = 1;

    /// <summary>Decides all ids that the platforms make up: equal seeds give equal ids.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    public int Seed { get; set; } = 1;

    /// <summary> The latency of requests: none, or about that of the real platforms, which is an estimate. </summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [ValidateSet("Zero", "Realistic")]
    [Trimmed]
    public string Latency { get; set; } = "Zero";

    /// <summary>The longest that the server may take to start.</summary>
    [Parameter]
    [ValidateTimeout]
    public TimeSpan Timeout { get; set; }

    private protected override StageRequest Request => new StartServerRequest().From(this) with
    {
        Latency = Latency.ToLowerInvariant(),
        ConnectionFile = ConnectionFile is { } file
            ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(file)
            : null,
    };

    private protected override IEnumerable<object?> Items => [World];

    internal override void Emit(object value)
    {
        // Before it is written: the runspace then owns it, whatever happens downstream.
        Runspace.Keep((SandboxServer)value);
        base.Emit(value);
    }
}

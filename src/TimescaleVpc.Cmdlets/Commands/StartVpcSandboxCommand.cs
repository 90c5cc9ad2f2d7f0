using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Starts a sandbox server, as a process of its own that ends with this one, and waits until it can be used.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "VpcSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(SandboxServer))]
public sealed class StartVpcSandboxCommand : StageCommand
{
    /// <summary>The port on 127.0.0.1 and ::1; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A second port, for plain http; 0 takes a free one. Without it there is none.</summary>
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
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>
    /// How long requests take: not at all, or about as long as one would guess of the real platforms.
    /// </summary>
    [Parameter]
    [ValidateSet("Zero", "Realistic")]
    [Trimmed]
    public string Latency { get; set; } = "Zero";

    /// <summary>The longest that the server may take to start.</summary>
    [Parameter]
    [ValidateTimeout]
    public TimeSpan Timeout { get; set; }

    private protected override StageRequest Request => new StartServerRequest
    {
        Port = Port,
        HttpPort = HttpPort,
        StartNow = StartNow,
        Speed = Speed,
        Seed = Seed,
        Latency = Latency.ToLowerInvariant(),
        Timeout = Timeout > TimeSpan.Zero ? Timeout : null,
    };

    internal override void Emit(object value)
    {
        // Before it is written: whatever happens further down, the runspace knows of it.
        Runspace.Keep((SandboxServer)value);
        base.Emit(value);
    }
}

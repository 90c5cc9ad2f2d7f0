namespace TimescaleVpc.Tests.Scenarios;

/// <summary>Faults of one run: added when its sign-in begins, and taken away by <see cref="End"/>.</summary>
/// <param name="world">The world.</param>
/// <param name="faults">The faults.</param>
internal sealed class InjectedFaults(VpcSandbox world, IReadOnlyList<SandboxFault> faults) : Part
{
    private int from = -1;

    /// <summary>The requests of the run, with the fault that was injected into each.</summary>
    public SandboxRequest[] Log { get; private set; } = [];

    public override void Begin(Run run, CmdletRun cmdlet)
    {
        if (from >= 0) return;
        from = world.Requests.Length;
        foreach (var fault in faults) world.AddFault(fault);
    }

    /// <summary>The run is over; the world is well again.</summary>
    public void End()
    {
        world.ClearFaults();
        Log = world.Requests[from..];
    }
}

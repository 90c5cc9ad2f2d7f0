namespace TimescaleVpc;

/// <summary>The virtual clock of a sandbox, as scripts see it.</summary>
public abstract class SandboxClock
{
    private protected SandboxClock() { }

    /// <summary>The virtual time, UTC.</summary>
    public abstract DateTime UtcNow { get; }

    /// <summary>Moves the clock forward; everything that falls due on the way happens.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative span.</exception>
    public abstract void Advance(TimeSpan by);

    /// <summary>The virtual time.</summary>
    public override string ToString() => $"{UtcNow:u}";
}

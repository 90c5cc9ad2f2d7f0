namespace TimescaleVpc.Sandbox.Clock;

/// <summary>A change of the number of workers that is taken back, once, when it is disposed.</summary>
internal sealed class Shift : IDisposable
{
    private readonly int _change;
    private VirtualClock? _clock;

    public Shift(VirtualClock clock, int change)
    {
        _clock = clock;
        _change = change;
        clock.Count(change);
    }

    public void Dispose() => Interlocked.Exchange(ref _clock, null)?.Count(-_change);
}

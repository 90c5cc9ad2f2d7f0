namespace TimescaleVpc.Sandbox.Clock;

/// <summary>Does something once, when it is disposed.</summary>
internal sealed class Taken(Action? back) : IDisposable
{
    private Action? _back = back;

    /// <summary>Nothing is to be taken back.</summary>
    public static IDisposable Nothing { get; } = new Taken(null);

    public void Dispose() => Interlocked.Exchange(ref _back, null)?.Invoke();
}

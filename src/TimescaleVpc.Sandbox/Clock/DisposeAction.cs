namespace TimescaleVpc.Sandbox.Clock;

/// <summary>Does something once, when it is disposed.</summary>
internal sealed class DisposeAction(Action? back) : IDisposable
{
    private Action? _back = back;

    /// <summary>Nothing is to be taken back.</summary>
    public static IDisposable None { get; } = new DisposeAction(null);

    public void Dispose() => Interlocked.Exchange(ref _back, null)?.Invoke();
}

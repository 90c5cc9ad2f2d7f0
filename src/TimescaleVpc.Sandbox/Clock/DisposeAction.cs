namespace TimescaleVpc.Sandbox.Clock;

/// <summary>Runs an action when it is disposed for the first time.</summary>
internal sealed class DisposeAction(Action? action) : IDisposable
{
    private Action? pendingAction = action;

    /// <summary>Does nothing when it is disposed.</summary>
    public static IDisposable None { get; } = new DisposeAction(null);

    public void Dispose() => Interlocked.Exchange(ref pendingAction, null)?.Invoke();
}

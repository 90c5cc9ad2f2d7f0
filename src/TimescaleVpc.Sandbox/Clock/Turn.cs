namespace TimescaleVpc.Sandbox.Clock;

/// <summary>Work that waits to be let go on. Its fields are the clock's to change, under the clock's lock.</summary>
/// <param name="worker">The worker whose turn it will be; null for work that is not counted.</param>
/// <param name="isReady">What must be true first; null if nothing.</param>
internal sealed class Turn(WorkerLease? worker, Func<bool>? isReady)
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration cancellation;

    public WorkerLease? Worker => worker;

    /// <summary>The timer that has fallen due and is to be called; null for a request, a lock or a start.</summary>
    public VirtualTimer? Timer { get; init; }

    public bool IsReady => isReady?.Invoke() != false;

    public Task Task => source.Task;

    /// <summary>Cancels the turn with the token.</summary>
    public void CancelWith(Action<Turn> leave, CancellationToken cancel) =>
        cancellation = cancel.UnsafeRegister(_ =>
        {
            leave(this);
            source.TrySetCanceled(cancel);
        }, null);

    public void Resume()
    {
        cancellation.Unregister();
        source.TrySetResult();
        Timer?.Queue();
    }
}

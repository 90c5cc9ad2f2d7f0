namespace TimescaleVpc.Engine.Reachability;

/// <summary>Runs a check that may neither hang, nor outlive a cancellation, nor throw.</summary>
internal static class Bounded
{
    // A timer is limited to about 49 days; a longer wait is as good as infinite.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// The check's value; <paramref name="onLate"/>'s if the limit passed, <paramref name="onError"/>'s if it threw.
    /// Only the cancellation of <paramref name="cancel"/> is thrown.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> check,
        TimeSpan limit,
        Func<T> onLate,
        Func<Exception, T> onError,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        clock.CancelAfter(TimeSpan.FromTicks(Math.Clamp(limit.Ticks, 0, Longest.Ticks)));
        // A task of its own, left behind when time is up: a DNS look-up on Linux does not heed its token.
        var task = Task.Run(() => check(clock.Token), CancellationToken.None);
        try
        {
            return await task.WaitAsync(clock.Token);
        }
        catch (Exception e)
        {
            _ = task.ContinueWith(
                faultedTask => faultedTask.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            cancel.ThrowIfCancellationRequested();
            return clock.IsCancellationRequested ? onLate() : onError(e);
        }
    }

    /// <summary>The same for a check whose value is its result.</summary>
    public static Task<ProbeResult> RunAsync(
        Func<CancellationToken, Task<ProbeResult>> check,
        TimeSpan limit,
        Func<Exception, string> onError,
        CancellationToken cancel) =>
        RunAsync(check, limit, () => Outcome.Late(limit), e => Outcome.Failed(onError(e)), cancel);
}

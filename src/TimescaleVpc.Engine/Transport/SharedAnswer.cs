namespace TimescaleVpc.Engine.Transport;

/// <summary>An answer that one caller asks for while others wait for it; they share a failure, too.</summary>
/// <param name="clock">The clock of the session.</param>
internal sealed class SharedAnswer<T>(WorkClock clock)
{
    private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it was asked for: nothing in it is older.</summary>
    public DateTimeOffset At { get; } = clock.Now;

    public Task<T> Task => source.Task;

    /// <summary>Asks, for the caller and for all that wait.</summary>
    public async Task<T> AskAsync(Func<Task<T>> ask)
    {
        try
        {
            var answer = await ask();
            source.SetResult(answer);
            return answer;
        }
        catch (Exception error)
        {
            // What ends one caller's work, its cancellation or its deadline, does not end that of the others.
            if (error is OperationCanceledException || clock.Now >= AmbientWork.Deadline)
                source.SetCanceled(CancellationToken.None);
            else source.SetException(error);
            _ = source.Task.Exception;
            throw;
        }
    }

    /// <summary>Waits for it.</summary>
    /// <returns>False if the caller that has asked was stopped: it has to be asked for again.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancel)
    {
        try
        {
            await clock.TurnAsync(() => source.Task.IsCompleted, cancel);
            await clock.OutsideAsync(() => source.Task.WaitAsync(cancel));
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

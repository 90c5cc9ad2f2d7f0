namespace TimescaleVpc;

/// <summary>
/// One call of one cmdlet. <see cref="ProcessAsync"/> runs once for each pipeline object, many at a time;
/// <see cref="EndAsync"/> runs when the last object has arrived and all are done; disposing cleans up (a secret is
/// removed), in a time of its own that cancellation does not shorten.
/// </summary>
internal interface IStage : IAsyncDisposable
{
    /// <summary>
    /// The time limit of disposal if <see cref="EndAsync"/> did not complete, because the cmdlet was stopped or has
    /// failed. A stage that has ended may take longer: the prompt does not wait for it.
    /// </summary>
    TimeSpan CleanUpLimit => TimeSpan.Zero;

    /// <summary>Processes one pipeline object, or null where the request is sufficient.</summary>
    /// <remarks>
    /// The failure of an item is passed to the sink; an exception (<see cref="TimescaleVpcException"/>) ends the
    /// cmdlet.
    /// </remarks>
    Task ProcessAsync(object? item, CancellationToken cancel);

    /// <summary>All objects have arrived and were processed.</summary>
    Task EndAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Most stages have nothing to clean up.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

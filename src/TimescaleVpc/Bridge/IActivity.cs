namespace TimescaleVpc;

/// <summary>
/// Counts the work in progress. A virtual clock advances only when all work waits for it, and a simulated world runs
/// one piece of work at a time, in an order that its seed decides. So each piece of work announces its begin, its waits
/// for anything but the clock, and the points where it can be delayed.
/// </summary>
internal interface IActivity
{
    /// <summary>
    /// Work begins; it ends when the result is disposed. What follows in the same asynchronous flow belongs to it.
    /// </summary>
    IDisposable Begin();

    /// <summary>
    /// Marks a wait for anything but the clock or a request; the work resumes when the result is disposed.
    /// </summary>
    IDisposable Pause();

    /// <summary>
    /// Marks a wait for the work's children: until the result is disposed, it counts only while none of them runs.
    /// </summary>
    IDisposable Join();

    /// <summary>Waits for the work's turn, at a point where its order matters.</summary>
    /// <param name="isReady">
    /// The condition to resume; null if there is none. Evaluated while no other work runs.
    /// </param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask TurnAsync(Func<bool>? isReady, CancellationToken cancel);

    /// <summary>A number from 0 to 1 that chance decides.</summary>
    double Chance();
}

namespace TimescaleVpc;

/// <summary>
/// Who is at work. A virtual clock moves on only when everybody at work waits for it, and a simulated world lets one
/// piece of work go on at a time, in an order that its seed decides. So each piece of work says when it begins, when it
/// waits for something else than the clock, and where it may be kept waiting.
/// </summary>
internal interface IActivity
{
    /// <summary>
    /// Work begins; it ends when the result is disposed. What follows in the same asynchronous flow belongs to it.
    /// </summary>
    IDisposable Begin();

    /// <summary>
    /// Work waits for something else than the clock or a request; it goes on when the result is disposed.
    /// </summary>
    IDisposable Pause();

    /// <summary>
    /// Work waits for the work that it has begun: until the result is disposed it counts only while none of that is
    /// under way.
    /// </summary>
    IDisposable Join();

    /// <summary>Work comes to a point where its order matters, and goes on when it is its turn.</summary>
    /// <param name="ready">What must be true for it to go on; null if nothing. Asked while nobody else works.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask TurnAsync(Func<bool>? ready, CancellationToken cancel);

    /// <summary>A number from 0 to 1 that chance decides.</summary>
    double Chance();
}

namespace TimescaleVpc;

/// <summary>
/// Who is at work. A virtual clock moves on only when everybody at work waits for it: each piece of work says when it
/// begins, and when it waits for something other than the clock.
/// </summary>
internal interface IActivity
{
    /// <summary>Work begins; it ends when the result is disposed.</summary>
    IDisposable Begin();

    /// <summary>
    /// Work waits for something else than the clock or a request; it goes on when the result is disposed.
    /// </summary>
    IDisposable Pause();
}

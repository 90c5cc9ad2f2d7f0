namespace TimescaleVpc.Engine.Work;

/// <summary>
/// The time for which a refusal or an empty list can mean that a platform does not show an existing object yet. It
/// begins at the first question: earlier work does not use it up.
/// </summary>
internal sealed class Patience(ItemContext context, TimeSpan limit)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private DateTimeOffset? begin;

    /// <summary>Whether nothing is waited for any longer, by this limit or by the deadline.</summary>
    public bool DeadlinePassed => context.Clock.Now >= Begin + limit || context.DeadlinePassed;

    /// <summary>
    /// How long to wait until the next look: most changes are shown after a moment, and what is not then takes longer.
    /// </summary>
    public TimeSpan Interval =>
        context.Clock.Now < Begin + Moment ? PollIntervals.Moment : PollIntervals.Outcome;

    private DateTimeOffset Begin => begin ??= context.Clock.Now;

    /// <summary>Looks for it again and again.</summary>
    /// <param name="look">Looks for it.</param>
    /// <param name="interval">How long to wait between two looks; null as long as most changes need.</param>
    /// <param name="subject">What waits, for the progress bar.</param>
    /// <param name="status">What it waits for.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Null if it is not shown in time.</returns>
    public async Task<T?> UntilShownAsync<T>(
        Func<Task<T?>> look, TimeSpan? interval, string subject, string status, CancellationToken cancel)
        where T : class
    {
        while (true)
        {
            var view = await look();
            if (view is not null || DeadlinePassed) return view;
            await context.WaitAsync(interval ?? Interval, subject, status, cancel);
        }
    }
}

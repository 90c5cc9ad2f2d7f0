using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Work;

/// <summary>The context of the work on one item.</summary>
/// <param name="Session">The session that the item works in; goes into what comes out.</param>
/// <param name="Services">What the session has at hand.</param>
/// <param name="Sink">The receiver of output and errors.</param>
/// <param name="Deadline">When the item has to be done.</param>
/// <param name="Timeout">How long that was from the start.</param>
internal sealed record ItemContext(
    TimescaleSession Session, ISessionServices Services, ISink Sink, DateTimeOffset Deadline, TimeSpan Timeout)
{
    private static readonly TimeSpan VerboseInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Wait> waits = new(StringComparer.Ordinal);

    public WorkClock Clock => Services.Wire.Clock;

    public Wire Wire => Services.Wire;

    public KeyedLock Locks => Services.Locks;

    /// <summary>The object that the item refers to, for a later error.</summary>
    public FoundIds Found { get; } = new();

    /// <summary>The same, with something that the items of one cmdlet share.</summary>
    public ItemContext Sharing(object sharedState) =>
        this with { Services = new SharedServices(Services, sharedState) };

    /// <summary>Waits, but not past the deadline, and shows how it stands.</summary>
    /// <param name="span">How long.</param>
    /// <param name="subject">What waits, for its bar: what differs from others comes first.</param>
    /// <param name="status">The state, then after a semicolon who must act.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <param name="usualTime">How long it usually takes until this has come to its end.</param>
    public Task WaitAsync(
        TimeSpan span, string subject, string status, CancellationToken cancel, TimeSpan? usualTime = null)
    {
        Show(subject, status, usualTime);
        var remainingTime = Deadline - Clock.Now;
        return Clock.DelayAsync(span < remainingTime ? span : remainingTime, cancel);
    }

    /// <summary>
    /// Shows how a wait stands that others do: a client, until a cloud's operation has ended. -Verbose tells each
    /// change of it, and once a minute that it goes on.
    /// </summary>
    public void Show(string subject, string status, TimeSpan? usualTime = null)
    {
        var now = Clock.Now;
        var before = waits.GetValueOrDefault(subject);
        var begin = before?.Begin ?? now;
        var isNew = before?.Status != status;
        var isTold = isNew || now - before!.ToldAt >= VerboseInterval;
        waits[subject] = new Wait(begin, status, isTold ? now : before!.ToldAt);
        if (isNew) Sink.Verbose($"{subject}: {status}.");
        else if (isTold) Sink.Verbose($"{subject}: still {status}, after {now - begin:h\\:mm\\:ss}.");
        Sink.Progress(new WaitProgress(subject, status, now - begin, Timeout, Completed: false) { Usual = usualTime });
    }

    /// <summary>Shows what is done for a subject, which -Verbose tells in its own words.</summary>
    public void ShowStep(string subject, string status)
    {
        var now = Clock.Now;
        var wait = waits.AddOrUpdate(
            subject, _ => new Wait(now, status, now), (_, before) => before with { Status = status, ToldAt = now });
        Sink.Progress(new WaitProgress(subject, status, now - wait.Begin, Timeout, Completed: false));
    }

    /// <summary>The subject of a bar: the VNet of the item, once it is found.</summary>
    /// <param name="otherwise">What to call it before.</param>
    public string Bar(string otherwise) => VNetId.TryParse(Found.VNetId, out var id) ? id.GroupAndName : otherwise;

    public bool DeadlinePassed => Clock.Now >= Deadline;

    /// <summary>Warns of something; see <see cref="WarningEntry.BeforeChange"/>.</summary>
    public void Warn(WarningEntry warning, params object?[] values) => Sink.Warning(warning.For(values));

    /// <summary>Until all warnings so far are shown, where that may end the work.</summary>
    public Task WarnedAsync(CancellationToken cancel)
    {
        var display = Sink.WarnedAsync(cancel);
        return display.IsCompletedSuccessfully ? display : OutsideAsync(Finish(display));

        static async Task<bool> Finish(Task task)
        {
            await task;
            return true;
        }
    }

    /// <summary>Waits for the user, or for the pipeline; a virtual clock goes on meanwhile.</summary>
    public Task<T> OutsideAsync<T>(Task<T> answer) =>
        answer.IsCompletedSuccessfully ? answer : Clock.OutsideAsync(() => answer);

    /// <summary>Whether a step with an unknown outcome may be checked, and tried, once more.</summary>
    /// <param name="attempts">How often it was tried already.</param>
    public bool MayTryAgain(int attempts) => attempts < RetryHandler.Attempts && !DeadlinePassed;

    /// <summary>Does what may be done again, until its outcome is known.</summary>
    /// <param name="act">Does it.</param>
    /// <param name="pause">The time before it is done again.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RepeatAsync(Func<Task> act, TimeSpan pause, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (UnknownOutcomeException error)
            {
                if (!MayTryAgain(attempt)) throw error.Reported;
                await Clock.DelayAsync(pause, cancel);
            }
        }
    }

    /// <summary>Looks at what a sign-in that is missing, or may not read, hides: that part, and nothing else.</summary>
    /// <param name="hidden">The words for -Verbose of what is hidden.</param>
    /// <param name="otherwise">What counts then.</param>
    /// <param name="look">Looks.</param>
    public async Task<T> SeenAsync<T>(string hidden, T otherwise, Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception error) when (error is TimescaleVpcException or RefusalException)
        {
            Sink.Verbose($"{hidden}: {error.Message}");
            return otherwise;
        }
    }

    /// <summary>The progress bar of a subject is done.</summary>
    public void EndProgress(string subject)
    {
        if (waits.TryRemove(subject, out _))
            Sink.Progress(new WaitProgress(subject, "", TimeSpan.Zero, Timeout, Completed: true));
    }

    /// <summary>The work is over, however it ended: no bar stays behind.</summary>
    public void EndAllProgress()
    {
        foreach (var subject in waits.Keys) EndProgress(subject);
    }

    /// <param name="Begin">When it began.</param>
    /// <param name="Status">How it stood last.</param>
    /// <param name="ToldAt">When -Verbose told it last.</param>
    private sealed record Wait(DateTimeOffset Begin, string Status, DateTimeOffset ToldAt);
}

using System.Collections.Concurrent;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Work;

/// <summary>The context of the work on one item.</summary>
/// <param name="Session">The session that the item works in; goes into what comes out.</param>
/// <param name="State">The session's clients.</param>
/// <param name="Sink">The receiver of output and errors.</param>
/// <param name="Deadline">When the item has to be done.</param>
/// <param name="Timeout">How long that was from the start.</param>
internal sealed record ItemContext(
    TimescaleSession Session, SessionState State, ISink Sink, DateTimeOffset Deadline, TimeSpan Timeout)
{
    private readonly ConcurrentDictionary<string, bool> waits = new(StringComparer.Ordinal);

    public WorkClock Clock => State.Clock;

    /// <summary>The object that the item refers to, for a later error.</summary>
    public FoundIds Found { get; } = new();

    /// <summary>The managed service; an error if the session is not signed in to it.</summary>
    public MstApi Platform =>
        State.ManagedService ?? throw Catalogue.PlatformMissing.For(Session, Session, "the managed service");

    /// <summary>Timescale Cloud; an error if the session is not signed in to it.</summary>
    public TigerApi Cloud => State.Cloud ?? throw Catalogue.PlatformMissing.For(Session, Session, "Timescale Cloud");

    /// <summary>Lists something on the platforms that the session is signed in to, side by side.</summary>
    /// <param name="only">The only platform to ask; null asks all.</param>
    /// <param name="ofManaged">How the managed service lists it.</param>
    /// <param name="ofCloud">How Timescale Cloud lists it.</param>
    public async Task<(IReadOnlyList<TManaged> Managed, IReadOnlyList<TCloud> Cloud)> ListAsync<TManaged, TCloud>(
        string? only, Func<MstApi, Task<IReadOnlyList<TManaged>>> ofManaged,
        Func<TigerApi, Task<IReadOnlyList<TCloud>>> ofCloud)
    {
        var managed = only is null or PlatformNames.ManagedService ? State.ManagedService : null;
        var cloud = only is null or PlatformNames.Cloud ? State.Cloud : null;
        IReadOnlyList<TManaged> first = [];
        IReadOnlyList<TCloud> second = [];
        await Clock.SideBySideAsync(
            async () => first = managed is null ? [] : await ofManaged(managed),
            async () => second = cloud is null ? [] : await ofCloud(cloud));
        return (first, second);
    }

    public Task<AwsAccount> AwsAsync(CancellationToken cancel) => State.AwsAsync(Session, cancel);

    public Task<AzureAccount> AzureAsync(CancellationToken cancel) => State.AzureAsync(Session, cancel);

    /// <summary>Waits, but not past the deadline, and shows how it stands.</summary>
    public Task WaitAsync(TimeSpan span, string subject, string status, CancellationToken cancel)
    {
        Show(subject, status);
        var left = Deadline - Clock.Now;
        return Clock.DelayAsync(span < left ? span : left, cancel);
    }

    /// <summary>Shows how a wait stands that others do: a client, until a cloud's operation has ended.</summary>
    public void Show(string subject, string status)
    {
        waits[subject] = true;
        Sink.Progress(new WaitProgress(subject, status, Timeout - (Deadline - Clock.Now), Timeout, false));
    }

    public bool DeadlinePassed => Clock.Now >= Deadline;

    /// <summary>Warns of something; see <see cref="WarningEntry.BeforeChange"/>.</summary>
    public void Warn(WarningEntry warning, params object?[] values) => Sink.Warning(warning.For(values));

    /// <summary>Until all warnings so far are shown, where that may end the work.</summary>
    public Task WarnedAsync(CancellationToken cancel)
    {
        var shown = Sink.WarnedAsync(cancel);
        return shown.IsCompletedSuccessfully ? shown : OutsideAsync(Finish(shown));

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

    /// <summary>The progress bar of a subject is done.</summary>
    public void EndProgress(string subject)
    {
        if (waits.TryRemove(subject, out _))
            Sink.Progress(new WaitProgress(subject, "", TimeSpan.Zero, Timeout, true));
    }

    /// <summary>The work is over, however it ended: no bar stays behind.</summary>
    public void EndAllProgress()
    {
        foreach (var subject in waits.Keys) EndProgress(subject);
    }
}

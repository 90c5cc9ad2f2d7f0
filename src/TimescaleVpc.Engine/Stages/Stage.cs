using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// The base of all stages: it finds the session of an item, connects the wire to the sink, and turns all failures into
/// errors of the catalogue. The failure of one item is reported, and the others continue.
/// </summary>
internal abstract class Stage<TRequest>(TRequest request, ISink sink) : IStage
    where TRequest : StageRequest
{
    protected TRequest Request { get; } = request;

    protected ISink Sink { get; } = sink;

    /// <summary>The longest that one item may take, unless the user says otherwise.</summary>
    protected virtual TimeSpan DefaultTimeout => TimeSpan.FromMinutes(20);

    protected TimeSpan Timeout => Request.Timeout ?? DefaultTimeout;

    public virtual TimeSpan CleanUpLimit => TimeSpan.Zero;

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        AmbientWork.Sink = Sink;
        var session = SessionFor(item);
        var state = SessionState.Of(session);
        using var work = state.Clock.Work();
        await state.Clock.TurnAsync(isReady: null, cancel);
        var context = new ItemContext(session, state, Sink, state.Clock.Now + Timeout, Timeout);
        AmbientWork.Deadline = context.Deadline;
        await GuardAsync(
            () =>
            {
                InputText.Require(Request);
                InputText.Require(item);
                return ItemAsync(item, context, cancel);
            },
            item, cancel, context.Found);
        context.EndAllProgress();
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        AmbientWork.Sink = Sink;
        await GuardAsync(() => LastAsync(cancel), item: null, cancel);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The work on one item.</summary>
    protected abstract Task ItemAsync(object? item, ItemContext context, CancellationToken cancel);

    /// <summary>The work that is left when all items are done.</summary>
    protected virtual Task LastAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs a body; its failure goes to the sink in the catalogue's words.</summary>
    /// <returns>Why it did not come to its end; null if it did.</returns>
    protected async Task<string?> GuardAsync(
        Func<Task> body, object? item, CancellationToken cancel, FoundIds? ids = null)
    {
        try
        {
            await body();
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (StepDeclinedException refusal)
        {
            Sink.Verbose($"Not done, as you answered: {refusal.Question}");
            return refusal.Message;
        }
        catch (Exception error)
        {
            var translation = RightsAdvice.Complete(Translation.Of(error, item, Sink), Request);
            // For a report: where it happened, without any message that could hold a secret.
            if (translation.ErrorId == Catalogue.UnexpectedError.Id)
            {
                Sink.Debug($"{error.GetType().FullName}");
                foreach (var line in (error.StackTrace ?? "").Split('\n')) Sink.Debug(line.TrimEnd());
            }

            Sink.Error(translation.About(FoundIds.Subject(ids, translation.RawTarget, item)));
            return $"{translation.ErrorId}: {translation.Message}";
        }
    }

    /// <summary>-Session, else the object's own, else the current one.</summary>
    protected TimescaleSession SessionFor(object? item)
    {
        var bound = item as ISessionBound;
        var (ownSession, partSession) = (bound?.Session, bound?.PartSession);
        // The VPC decides; a network that was read in another session may lie in another tenant.
        if (ownSession is not null && partSession is not null && !ReferenceEquals(ownSession, partSession))
            throw Catalogue.SessionMismatch.For(item, ownSession, partSession);
        if (Request.Session is { } requestSession && ownSession is not null
            && !ReferenceEquals(requestSession, ownSession))
            throw Catalogue.SessionMismatch.For(item, requestSession, ownSession);

        return Request.Session ?? ownSession ?? Request.CurrentSession ?? throw Catalogue.NotConnected.For(item);
    }
}

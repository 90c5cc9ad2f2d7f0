using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Changes;

/// <summary>What a session's step log says, as users see it: with who did it, and without any secret.</summary>
internal static class ChangeRecord
{
    public const string Done = "Done";
    public const string Failed = "Failed";
    public const string Planned = "Planned";

    /// <summary>
    /// The changes of a session, in order. A session that was closed still has them; a warning tells of those that are
    /// no longer kept.
    /// </summary>
    public static VpcChange[] Of(TimescaleSession session, ISink sink)
    {
        var state = (SessionState)session.State!;
        var (records, lostCount) = state.Steps.Read();
        if (lostCount > 0) sink.Warning(WarningCatalogue.ChangesLost.For(lostCount, StepLog.Most));
        return [.. records.Select(record => Of(record, session, state))];
    }

    private static VpcChange Of(StepRecord record, TimescaleSession session, SessionState state) => new()
    {
        When = record.When.UtcDateTime,
        What = Clean(ILabelled.Of(record.Step), state),
        Action = record.Step.Action,
        Target = Clean(record.Step.Target, state),
        Where = record.Step.Where,
        Result = record.ErrorId switch
        {
            null => Done,
            StepLog.Stopped => StepLog.Stopped,
            _ => Failed,
        },
        ErrorId = record.ErrorId is StepLog.Stopped ? null : record.ErrorId,
        Ids = [.. record.Requests.SelectMany(request => request.Ids).Distinct().Select(id => Clean(id, state))],
        Before = record.Before is null ? null : Clean(record.Before, state),
        After = record.After is null ? null : Clean(record.After, state),
        By = state.ActorOf(record.Step),
        Run = $"{Environment.UserName}@{Environment.MachineName}, process {Environment.ProcessId}, "
            + $"session {session.Id}",
        Requests = [.. record.Requests.Select(request => Clean(
            $"{request.Request}: {request.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}", state))],
        RequestIds = [.. record.RequestIds.Select(id => Clean(id, state))],
    };

    /// <summary>No step names a secret; should a platform repeat one as a name or a state, it is left out.</summary>
    private static string Clean(string text, SessionState state) =>
        state.Recording?.Recorder.Secrets.Clean(text) ?? Redaction.Clean(text);
}

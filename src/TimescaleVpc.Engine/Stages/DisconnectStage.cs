using TimescaleVpc.Engine.Sessions;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Closes sessions: their connections end, and their tokens are forgotten.</summary>
internal sealed class DisconnectStage(DisconnectRequest request, ISink sink) : IStage
{
    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        var session = item as TimescaleSession ?? request.Session ?? request.CurrentSession;
        if (session is null || session.IsClosed) return Task.CompletedTask;

        session.IsClosed = true;
        ((SessionState)session.State!).Dispose();
        sink.Verbose($"Closed {session}.");
        if (request.PassThru) sink.Output(session);
        return Task.CompletedTask;
    }
}

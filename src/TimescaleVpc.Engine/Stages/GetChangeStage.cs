using TimescaleVpc.Engine.Changes;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Shows what the cmdlets of a session did. No platform is asked, and a closed session still has it.</summary>
internal sealed class GetChangeStage(GetChangeRequest request, ISink sink) : IStage
{
    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        foreach (var change in ChangeRecord.Of(SessionOf(request), sink)) sink.Output(change);
        return Task.CompletedTask;
    }

    /// <summary>-Session, else the current one.</summary>
    public static TimescaleSession SessionOf(StageRequest request) =>
        request.Session ?? request.CurrentSession ?? throw Catalogue.NotConnected.For(null);
}

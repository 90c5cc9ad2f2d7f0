using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Makes a simulated world, or changes one. No platform is asked, so no session is needed.</summary>
internal sealed class BuildSandboxStage(BuildSandboxRequest request, ISink sink) : IStage
{
    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        var world = item as VpcSandbox ?? SandboxWorlds.Make(request.Seed, request.Empty);
        try
        {
            world.Add(request.Parts);
        }
        catch (SandboxPartException error)
        {
            throw Catalogue.SandboxPartRefused.For(error.Label, error.Label, error.Problem, error.Keys);
        }

        sink.Output(world);
        return Task.CompletedTask;
    }
}

using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>One run of a story: the stages one after the other, until one of them fails.</summary>
internal sealed class StoryRun(VpcSandbox world, Walk? session = null)
{
    private Walk? walk = session;

    /// <summary>The session, for another run in the same one; null if there was none.</summary>
    public Walk? Session => walk;

    public List<TimescaleVpcException> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Where unexpected errors came from.</summary>
    public List<string> Traces { get; } = [];

    /// <summary>What no run may end with; null if all is well.</summary>
    public Exception? Raw { get; private set; }

    /// <summary>The service test's words, if it was not passed.</summary>
    public string? NotReachable { get; private set; }

    /// <summary>The longest stage, and by how much it overran its time.</summary>
    public (string Stage, TimeSpan Overrun) Slowest { get; private set; } = ("", TimeSpan.MinValue);

    public bool Succeeded => Errors.Count == 0 && Raw is null && NotReachable is null;

    public static async Task<StoryRun> TellAsync(Story story, VpcSandbox world, Walk? session = null)
    {
        var run = new StoryRun(world, session);
        try
        {
            // Real time: only a run that never ends is stopped by it.
            await story.Tell(run).WaitAsync(Hang.Limit);
        }
        catch (StageFailedException)
        {
            // Its errors are kept.
        }
        catch (NotReachableException error)
        {
            run.NotReachable = error.Message;
        }
        catch (Exception error)
        {
            run.Raw = error;
        }

        return run;
    }

    public async Task ConnectAsync()
    {
        if (walk is not null) return;
        try
        {
            walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world, SessionId = 1 });
        }
        catch (TimescaleVpcException error)
        {
            Errors.Add(error);
            throw new StageFailedException();
        }
    }

    public async Task<T> OneAsync<T>(StageRequest request, object? item) =>
        (await ManyAsync<T>(request, [item])) is [var only] ? only
            : throw new InvalidOperationException($"{request.GetType().Name} emitted nothing and no error.");

    public async Task<T[]> ManyAsync<T>(StageRequest request, IEnumerable<object?> items)
    {
        object?[] all = [.. items];
        if (all.Length == 0) return [];

        var (sink, started) = (new Collector(), world.Clock.UtcNow);
        T[] found = [];
        try
        {
            found = await walk!.RunAsync<T>(request, sink, all);
        }
        catch (TimescaleVpcException error)
        {
            Errors.Add(error);
        }

        Errors.AddRange(sink.Errors);
        Warnings.AddRange(sink.Warnings);
        Traces.AddRange(sink.Texts.Where(text => text.Contains("   at TimescaleVpc.", StringComparison.Ordinal)));
        var limit = TimeSpan.FromMinutes(request switch
        {
            TestServiceRequest => 5,
            UndoPeeringRequest => 40,
            _ => 20,
        });
        var overrun = world.Clock.UtcNow - started - limit;
        if (overrun > Slowest.Overrun) Slowest = (request.GetType().Name, overrun);
        return Errors.Count == 0 ? found : throw new StageFailedException();
    }

    private sealed class StageFailedException : Exception;
}

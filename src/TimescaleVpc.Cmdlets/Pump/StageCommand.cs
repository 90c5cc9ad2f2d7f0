using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// A cmdlet that passes its request to the engine. Objects are processed as they arrive, side by side on the thread
/// pool; the pipeline thread writes the output.
/// </summary>
public abstract class StageCommand : PSCmdlet, IDisposable
{
    // After a stop, work has one second to end. Then the stage cleans up: its time limit, and the time to report its
    // end.
    private static TimeSpan WorkLimit => TimeSpan.FromSeconds(1);

    private TimeSpan CleanUpLimit => stage!.CleanUpLimit + TimeSpan.FromSeconds(2);

    private readonly Pump pump = new();
    private Preferences? preferences;
    private IStage? stage;
    private PumpJob? closingJob;
    private Presence? presence;

    private protected StageCommand() { }

    /// <summary>The request to the engine.</summary>
    private protected abstract StageRequest Request { get; }

    /// <summary>The items for the current pipeline object; null where the request is sufficient.</summary>
    private protected virtual IEnumerable<object?> Items => [null];

    /// <summary>The state of this runspace.</summary>
    private protected RunspaceState Runspace { get; } = RunspaceState.Current;

    /// <summary>The parameters that were bound before anything came down the pipeline.</summary>
    private protected IReadOnlySet<string> Arguments { get; private set; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The current pipeline object as it was given; null if there is none.</summary>
    private protected virtual object? Given => null;

    /// <summary>Writes a result.</summary>
    internal virtual void Emit(object value) => WriteObject(value);

    /// <summary>Opens the stage.</summary>
    protected sealed override void BeginProcessing() => Guard(() =>
    {
        Runspace.Add(pump);
        Arguments = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        preferences = new Preferences(this, name => GetVariableValue(name));
        var request = Request;
        presence = Presence.Enter(request, Runspace);
        pump.CountIn(presence, Runspace.Presences);
        stage = EngineLoader.Engine.Open(request, new PipelineSink(this, pump, preferences));
    });

    /// <summary>Starts work on an object, and writes the output of others so far.</summary>
    protected sealed override void ProcessRecord() => Guard(() =>
    {
        var input = Given;
        foreach (var item in Understood(input))
        {
            var job = pump.Start(
                cancel =>
                {
                    PipelineSink.Given.Value = input;
                    return stage!.ProcessAsync(item, cancel);
                },
                input);

            // A confirmation for an object is asked while that object is processed, not after the last one.
            if (preferences!.MayAsk) pump.Run(job);
        }

        pump.Drain();
    });

    /// <summary>Waits for all objects, and writes.</summary>
    protected sealed override void EndProcessing() => Guard(() =>
    {
        pump.Run();
        pump.Start(stage!.EndAsync);
        pump.Run();
        pump.Run(Close());
    });

    /// <summary>Ctrl+C.</summary>
    protected sealed override void StopProcessing() => pump.Cancel();

    /// <summary>
    /// Ends all running work. After <c>Select-Object -First</c> or an error downstream no other method is called, and
    /// nothing may be written any more.
    /// </summary>
    public void Dispose()
    {
        Runspace.Remove(pump);
        Runspace.Completions.Forget();
        if (stage is not null && closingJob is not { Ended: true })
        {
            pump.Cancel();
            if (closingJob is null) pump.Settle(WorkLimit, write: false);
            pump.Settle(CleanUpLimit, write: false, Close());
        }

        presence?.Leave(Runspace);
        presence = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>The items of one object. One that cannot be understood does not end the others.</summary>
    private object?[] Understood(object? input)
    {
        try
        {
            return [.. Items];
        }
        catch (TimescaleVpcException error) when (input is not null)
        {
            new Streams(this).Error(error, input);
            return [];
        }
    }

    private PumpJob Close() => closingJob ??= pump.Start(_ => stage!.DisposeAsync().AsTask());

    private void Guard(Action body)
    {
        try
        {
            body();
        }
        catch (PumpFailure e)
        {
            // Still in the pipeline: the warnings of running work, and of the clean-up, can be written.
            pump.Cancel();
            if (closingJob is null) pump.Settle(WorkLimit, write: true);
            pump.Settle(CleanUpLimit, write: true, Close());
            Throw(e.Failure, e.Given);
        }
        catch (Exception e) when (e is not (RuntimeException or FlowControlException))
        {
            Throw(e);
        }
    }

    private void Throw(Exception failure, object? input = null)
    {
        // The stack helps to find the defect and, unlike a foreign message, cannot contain a secret.
        var streams = new Streams(this);
        if (failure is not TimescaleVpcException && preferences is { Debug: true })
        {
            foreach (var line in (failure.StackTrace ?? "").Split('\n')) streams.Debug(line.TrimEnd());
        }

        streams.Throw(failure, input);
    }
}

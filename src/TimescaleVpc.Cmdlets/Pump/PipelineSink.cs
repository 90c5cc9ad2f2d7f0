using System.Management.Automation.Host;

namespace TimescaleVpc.Commands;

/// <summary>Writes the engine's output to the streams of a cmdlet.</summary>
internal sealed class PipelineSink(StageCommand cmdlet, Pump pump, Preferences preferences) : ISink
{
    private readonly Streams streams = new(cmdlet);

    private readonly ProgressBars bars = new(cmdlet.MyInvocation.MyCommand.Name, preferences.Width);

    private volatile bool hasWarned;

    public bool Planning => preferences.WhatIf;

    public void Output(object value) => pump.Post(() => cmdlet.Emit(value));

    /// <summary>The pipeline object that the current piece of work is for.</summary>
    internal static AsyncLocal<object?> Given { get; } = new();

    public void Error(TimescaleVpcException error)
    {
        var input = Given.Value;
        pump.Post(() => streams.Error(error, input));
    }

    public void Warning(string text)
    {
        hasWarned = true;
        pump.Post(() =>
        {
            try
            {
                streams.Warning(text);
            }
            catch (Exception e) when (CannotAsk(e))
            {
                // -WarningAction Inquire requires an answer, which a non-interactive host cannot give.
                if (preferences.WarningsAsk)
                {
                    throw new PumpFailure(ErrorRecords.ConfirmationNeeded(
                        text, "Add -WarningAction Continue to go on after a warning, or Stop to end there."));
                }

                // With -Debug PowerShell asks after each warning whether to go on. It is written: go on.
            }
        });
    }

    // Posted actions run in order: once this one runs, no warning before it has ended the pipeline.
    public Task WarnedAsync(CancellationToken cancel) =>
        hasWarned && preferences.WarningsMayEnd ? pump.InvokeAsync(() => true, cancel) : Task.CompletedTask;

    public void Verbose(string text)
    {
        if (preferences.Verbose) pump.Post(() => streams.Verbose(text));
    }

    public bool ShowsDebug => preferences.Debug;

    public void Debug(string text)
    {
        if (preferences.Debug) pump.Post(() => streams.Debug(text));
    }

    public void WhatIf(PeeringStep step)
    {
        if (preferences.WhatIf)
        {
            pump.Post(() => streams.ShouldProcess(step));
            return;
        }

        // Only an earlier stage had -WhatIf. ShouldProcess would show nothing here, so its words are shown as
        // Write-Host shows text.
        pump.Post(() => streams.Host($"What if: {step}"));
    }

    public void Progress(WaitProgress progress)
    {
        if (!preferences.ShowsProgress) return;
        pump.Show(() =>
        {
            var (endedItems, all) = pump.Count;
            foreach (var record in bars.Next(progress, endedItems, all)) streams.Progress(record);
        });
    }

    public Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel)
    {
        if (preferences.WhatIf)
        {
            WhatIf(step);
            return Task.FromResult(false);
        }

        // A round trip to the pipeline thread waits for everything that runs there, so it is made only to ask.
        if (preferences.MayAsk)
        {
            return Ask(() => streams.ShouldProcess(step), $"{step}", forceHelps: false, cancel);
        }

        Verbose($"{step}");
        return Task.FromResult(true);
    }

    public Task<bool> AskAsync(string question, string caption, CancellationToken cancel) =>
        preferences.ConfirmedBeforehand
            ? Task.FromResult(true)
            : Ask(() => streams.ShouldContinue(question, caption), question, forceHelps: true, cancel);

    private static bool CannotAsk(Exception exception) =>
        exception is InvalidOperationException or HostException or NotImplementedException;

    private Task<bool> Ask(Func<bool> ask, string question, bool forceHelps, CancellationToken cancel) =>
        pump.InvokeAsync(
            () =>
            {
                try
                {
                    return ask();
                }
                catch (Exception e) when (CannotAsk(e))
                {
                    // For all objects alike, so it ends the cmdlet as PowerShell's own error would.
                    throw new PumpFailure(ErrorRecords.ConfirmationNeeded(question, forceHelps));
                }
            },
            cancel);
}

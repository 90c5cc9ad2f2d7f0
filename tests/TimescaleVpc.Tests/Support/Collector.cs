using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.Support;

/// <summary>A sink that keeps everything that the engine says.</summary>
internal sealed class Collector(bool planning = false) : ISink
{
    public ConcurrentQueue<object> Outputs { get; } = new();

    public ConcurrentQueue<TimescaleVpcException> Errors { get; } = new();

    public ConcurrentQueue<string> Texts { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<WaitProgress> Waits { get; } = new();

    public ConcurrentQueue<PeeringStep> Shown { get; } = new();

    public ConcurrentQueue<PeeringStep> Confirmed { get; } = new();

    public Func<PeeringStep, bool> Confirm { get; init; } = _ => true;

    public Func<bool> Ask { get; init; } = () => true;

    /// <summary>Is told of each wait as it begins, or goes on.</summary>
    public Action<WaitProgress> Waiting { get; init; } = _ => { };

    public bool Planning { get; } = planning;

    /// <summary>
    /// The warning that ends the work, as -WarningAction Stop does; its changes wait until it is shown.
    /// </summary>
    public WarningEntry? StopAt { get; init; }

    public Task WarnedAsync(CancellationToken cancel) => StopAt is { } stop && Warnings.Any(text => Is(stop, text))
        ? Task.FromException(new StoppedException()) : Task.CompletedTask;

    /// <summary>Whether a text is this warning, whatever values it names.</summary>
    public static bool Is(WarningEntry warning, string text) => Regex.IsMatch(
        text, "^" + Regex.Replace(Regex.Escape(warning.Text), @"\\\{\d(:\w+)?}", ".*") + "$", RegexOptions.Singleline);

    private sealed class StoppedException : Exception;

    public void Output(object value) => Outputs.Enqueue(value);

    public void Error(TimescaleVpcException error) => Errors.Enqueue(error);

    public void Warning(string text)
    {
        Warnings.Enqueue(text);
        Texts.Enqueue(text);
    }

    public void Verbose(string text) => Texts.Enqueue(text);

    public void Debug(string text) => Texts.Enqueue(text);

    public void WhatIf(PeeringStep step) => Shown.Enqueue(step);

    public void Progress(WaitProgress progress)
    {
        Waits.Enqueue(progress);
        Texts.Enqueue(progress.Status);
        Waiting(progress);
    }

    public Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel)
    {
        Confirmed.Enqueue(step);
        return Task.FromResult(Confirm(step));
    }

    public Task<bool> AskAsync(string question, string caption, CancellationToken cancel)
    {
        Texts.Enqueue(question);
        return Task.FromResult(Ask());
    }
}

using System.Collections.Concurrent;

namespace TimescaleVpc.Commands;

/// <summary>Keeps output and ignores all other streams, which would interrupt typing.</summary>
internal sealed class CompletionSink : ISink
{
    private readonly ConcurrentQueue<object> items = new();

    public bool Planning => true;

    internal CompletionItem[] Items => [.. items.OfType<CompletionItem>()];

    internal VpcSandbox? World => items.OfType<VpcSandbox>().FirstOrDefault();

    public void Output(object value) => items.Enqueue(value);

    public void Error(TimescaleVpcException error) { }

    public void Warning(string text) { }

    public void Verbose(string text) { }

    public void Debug(string text) { }

    public void WhatIf(PeeringStep step) { }

    public void Progress(WaitProgress progress) { }

    public Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel) => Task.FromResult(false);

    public Task<bool> AskAsync(string question, string caption, CancellationToken cancel) => Task.FromResult(false);
}

namespace TimescaleVpc.Engine.Stages;

/// <summary>The sink of a stage that another stage runs: its output comes back, everything else goes on.</summary>
internal sealed class PassingSink(ISink outer) : ISink
{
    private readonly ConcurrentQueue<object> outputs = new();

    public bool Planning => outer.Planning;

    /// <summary>What was emitted so far.</summary>
    public IReadOnlyCollection<object> Outputs => outputs;

    public void Output(object value) => outputs.Enqueue(value);

    public void Error(TimescaleVpcException error) => outer.Error(error);

    public void Warning(string text) => outer.Warning(text);

    public Task WarnedAsync(CancellationToken cancel) => outer.WarnedAsync(cancel);

    public void Verbose(string text) => outer.Verbose(text);

    public bool ShowsDebug => outer.ShowsDebug;

    public void Debug(string text) => outer.Debug(text);

    public void WhatIf(PeeringStep step) => outer.WhatIf(step);

    public void Progress(WaitProgress progress) => outer.Progress(progress);

    public Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel) => outer.ConfirmAsync(step, cancel);

    public Task<bool> AskAsync(string question, string caption, CancellationToken cancel) =>
        outer.AskAsync(question, caption, cancel);
}

namespace TimescaleVpc.Sandbox.Server;

/// <summary>Receives the output of one stage: results are kept, warnings are printed, an error ends the demo.</summary>
internal sealed class ConsoleSink : ISink
{
    private readonly List<object> results = [];

    public bool Planning => false;

    public IReadOnlyList<object> Results => results;

    public void Output(object value)
    {
        lock (results) results.Add(value);
    }

    public void Error(TimescaleVpcException error) => throw error;

    public void Warning(string text) => Terminal.Line($"     WARNING: {text}");

    public void Verbose(string text) { }

    public void Debug(string text) { }

    public void WhatIf(PeeringStep step) { }

    public void Progress(WaitProgress progress) { }

    public Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel) => Task.FromResult(true);

    public Task<bool> AskAsync(string question, string caption, CancellationToken cancel) => Task.FromResult(true);
}

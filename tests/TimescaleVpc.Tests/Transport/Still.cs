namespace TimescaleVpc.Tests.Transport;

/// <summary>No waits at all: for a clock that leaps by itself.</summary>
internal sealed class Still : IActivity, IDisposable
{
    public static readonly Still Instance = new();

    public IDisposable Begin() => this;

    public IDisposable Pause() => this;

    public IDisposable Join() => this;

    public ValueTask TurnAsync(Func<bool>? isReady, CancellationToken cancel) => default;

    public double Chance() => 0.5;

    public void Dispose() { }
}

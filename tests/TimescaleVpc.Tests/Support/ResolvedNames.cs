using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace TimescaleVpc.Tests.Support;

/// <summary>Hears which host names this process looks up, whichever test does it.</summary>
internal sealed class ResolvedNames : EventListener
{
    private readonly ConcurrentQueue<string> names = new();

    public IReadOnlyCollection<string> All => [.. names];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.NameResolution") EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: "ResolutionStart", Payload: [string name, ..] }) names.Enqueue(name);
    }
}

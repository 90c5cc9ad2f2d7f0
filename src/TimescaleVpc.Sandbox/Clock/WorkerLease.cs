using System.Diagnostics;

namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// A unit of work, from its begin to its end. It follows the asynchronous flow, so that a request belongs to a worker
/// whatever SDK lies between. Only the clock changes its fields, under the clock's lock.
/// </summary>
internal sealed class WorkerLease : IDisposable
{
    private static readonly AsyncLocal<WorkerLease?> Flow = new();

    private readonly VirtualClock clock;

    /// <param name="clock">The clock of its world.</param>
    /// <param name="parent">The work that began it.</param>
    /// <param name="number">Which of its parent's works it is.</param>
    /// <param name="origin">The stack of its begin; null if no report needs it.</param>
    public WorkerLease(VirtualClock clock, WorkerLease? parent, int number, StackTrace? origin)
    {
        this.clock = clock;
        Parent = parent;
        Name = parent is null ? $"{number}" : $"{parent.Name}.{number}";
        Origin = origin;
        Flow.Value = this;
    }

    public WorkerLease? Parent { get; }

    /// <summary>The numbers of its ancestors and its own: the same in every run.</summary>
    public string Name { get; }

    public StackTrace? Origin { get; }

    public bool HasEnded { get; set; }

    /// <summary>The number of its pending waits; more than one only if it is more than one unit of work.</summary>
    public int Waits { get; set; }

    /// <summary>The numbers of its children that have begun and that are running.</summary>
    public (int Begun, int Open) Children { get; set; }

    /// <summary>The number of its pending waits for its children.</summary>
    public int Joins { get; set; }

    /// <summary>Whether it counts for its children now.</summary>
    public bool IsJoined => Joins > 0 && Children.Open > 0;

    /// <summary>The worker of the current flow on a clock; null if there is none.</summary>
    public static WorkerLease? Of(VirtualClock clock) =>
        Flow.Value is { HasEnded: false } worker && ReferenceEquals(worker.clock, clock) ? worker : null;

    public void Dispose()
    {
        if (ReferenceEquals(Flow.Value, this)) Flow.Value = Parent;
        clock.End(this);
    }
}

using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TimescaleVpc.Commands;

/// <summary>
/// The sessions of one runspace, and the way to its pipeline thread. Jobs of one Azure Automation account can share a
/// process, so nothing of this may be visible to another runspace; it goes when the runspace goes.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = [];

    private readonly List<TimescaleSession> _sessions = [];
    private readonly ConcurrentQueue<Action> _work = new();
    private readonly HashSet<Pump> _pumps = [];
    private int _lastId;

    /// <summary>The state of the runspace that this thread serves.</summary>
    internal static RunspaceState Current =>
        Runspace.DefaultRunspace is { } runspace ? States.GetValue(runspace, static _ => new()) : new();

    /// <summary>What arguments are completed from.</summary>
    internal CompletionSource Completions { get; } = new();

    /// <summary>The open sessions, in the order in which they were opened.</summary>
    internal IReadOnlyList<TimescaleSession> Sessions
    {
        get
        {
            _sessions.RemoveAll(static session => session.IsClosed);
            return _sessions;
        }
    }

    /// <summary>The session that was opened last.</summary>
    internal TimescaleSession? CurrentSession => Sessions is [.., var last] ? last : null;

    internal int NextId() => ++_lastId;

    internal void Add(TimescaleSession session) => _sessions.Add(session);

    internal void Add(Pump pump)
    {
        lock (_pumps) _pumps.Add(pump);
    }

    internal void Remove(Pump pump)
    {
        lock (_pumps) _pumps.Remove(pump);
    }

    /// <summary>
    /// Has something done on the pipeline thread by whichever cmdlet writes next; the caller's own may have to wait for
    /// the stages before it. False if no cmdlet of ours is at work there.
    /// </summary>
    internal bool Post(Action work)
    {
        lock (_pumps)
        {
            if (_pumps.Count == 0) return false;

            _work.Enqueue(work);
            foreach (var pump in _pumps) pump.Post(Work);
            return true;
        }
    }

    private void Work()
    {
        while (_work.TryDequeue(out var work)) work();
    }
}

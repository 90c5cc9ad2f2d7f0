using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using State = System.Management.Automation.Runspaces.RunspaceState;

namespace TimescaleVpc.Commands;

/// <summary>
/// The sessions and sandbox servers of one runspace, and the way to its pipeline thread. Jobs of one Azure Automation
/// account can share a process, so nothing of this may be visible to another runspace; it goes when the runspace goes.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = [];

    private readonly List<TimescaleSession> sessions = [];
    private readonly List<SandboxServer> servers = [];
    private readonly ConcurrentQueue<Action> work = new();
    private readonly HashSet<Pump> pumps = [];
    private int lastId;

    private RunspaceState(Runspace? runspace)
    {
        if (runspace is null) return;
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is State.Closing or State.Closed or State.Broken)
                EndServers();
        };
    }

    /// <summary>The state of the runspace that this thread serves.</summary>
    internal static RunspaceState Current =>
        Runspace.DefaultRunspace is { } runspace ? States.GetValue(runspace, static it => new(it)) : new(null);

    /// <summary>The source of argument completion.</summary>
    internal CompletionSource Completions { get; } = new();

    /// <summary>The open sessions, in the order in which they were opened.</summary>
    internal IReadOnlyList<TimescaleSession> Sessions
    {
        get
        {
            sessions.RemoveAll(static session => session.IsClosed);
            return sessions;
        }
    }

    /// <summary>The session that was opened last.</summary>
    internal TimescaleSession? CurrentSession => Sessions is [.., var last] ? last : null;

    /// <summary>The servers that were started here and still run.</summary>
    internal IReadOnlyList<SandboxServer> Servers
    {
        get
        {
            lock (servers)
            {
                servers.RemoveAll(static server => server.Process!.HasExited);
                return [.. servers];
            }
        }
    }

    internal int NextId() => ++lastId;

    internal void Add(TimescaleSession session) => sessions.Add(session);

    /// <summary>Looks after a server that was started here: it ends with the runspace, or with the module.</summary>
    internal void Keep(SandboxServer server)
    {
        server.Process!.IsKept = true;
        lock (servers) servers.Add(server);
    }

    /// <summary>Has all servers end, without waiting for it.</summary>
    internal void EndServers()
    {
        foreach (var server in Servers) server.Process!.Dispose();
    }

    /// <summary>
    /// The simulated worlds that cmdlets of the current pipeline work in. They share the pipeline thread: while one
    /// waits, no other has it, whichever session each was given. For that thread only.
    /// </summary>
    internal List<Presence> Presences { get; } = [];

    internal void Add(Pump pump)
    {
        lock (pumps) pumps.Add(pump);
    }

    internal void Remove(Pump pump)
    {
        lock (pumps) pumps.Remove(pump);
    }

    /// <summary>
    /// Has something done on the pipeline thread by whichever cmdlet writes next; the caller's own may have to wait for
    /// the stages before it. False if no cmdlet of ours is at work there.
    /// </summary>
    internal bool Post(Action work)
    {
        lock (pumps)
        {
            if (pumps.Count == 0) return false;

            this.work.Enqueue(work);
            foreach (var pump in pumps) pump.Post(Work);
            return true;
        }
    }

    private void Work()
    {
        while (this.work.TryDequeue(out var work)) work();
    }
}

using System.Runtime.CompilerServices;

namespace TimescaleVpc.Commands;

/// <summary>
/// The pipeline thread of a runspace as counted work of a simulated world: the script between two objects then has its
/// place in the order that the world's seed decides. A second runspace in the same world ends this for both: the system
/// decides their order, and one may wait for the other without the world's knowledge.
/// </summary>
internal sealed class Presence
{
    private static readonly ConditionalWeakTable<IActivity, Presence> Worlds = [];

    private readonly object sync = new();
    private readonly IActivity activity;
    private readonly RunspaceState runspace;
    private int depth;
    private bool isShared;
    private IDisposable? work;
    private IDisposable? rest;
    private ExecutionContext? flow;

    private Presence(IActivity activity, RunspaceState runspace)
    {
        this.activity = activity;
        this.runspace = runspace;
    }

    /// <summary>Whether the world waits for this thread.</summary>
    internal bool IsCounted
    {
        get { lock (sync) return work is not null; }
    }

    /// <summary>
    /// A cmdlet of the runspace begins. Null in a real session, and for a cmdlet that names no session: it works in
    /// that of what is piped, the world that an earlier one counts in.
    /// </summary>
    internal static Presence? Enter(StageRequest request, RunspaceState runspace)
    {
        if ((request.Session ?? request.CurrentSession)?.Sandbox is not { Activity: var activity }) return null;
        var isPipedFromElsewhere = request.Session is null && runspace.Presences.Count > 0
            && !runspace.Presences.Exists(other => ReferenceEquals(other.activity, activity));
        if (isPipedFromElsewhere) return null;
        var presence = Worlds.GetValue(activity, activity => new Presence(activity, runspace));
        presence.Enter(runspace);
        runspace.Presences.Add(presence);
        return presence;
    }

    /// <summary>A cmdlet of the runspace has ended.</summary>
    internal void Leave(RunspaceState runspace)
    {
        runspace.Presences.Remove(this);
        lock (sync)
        {
            if (--depth == 0) End();
        }
    }

    /// <summary>The thread waits for records.</summary>
    internal void Rest()
    {
        lock (sync)
        {
            if (work is not null) Run(() => rest ??= activity.Pause());
        }
    }

    /// <summary>
    /// A record has arrived; from that instant the thread counts as working. Can be called from any thread.
    /// </summary>
    internal void Wake()
    {
        lock (sync)
        {
            rest?.Dispose();
            rest = null;
        }
    }

    /// <summary>Waits for the thread's turn.</summary>
    internal void TakeTurn(CancellationToken cancel)
    {
        var turn = Task.CompletedTask;
        lock (sync)
        {
            if (work is not null) Run(() => turn = activity.TurnAsync(null, cancel).AsTask());
        }

        turn.GetAwaiter().GetResult();
    }

    /// <summary>Begins work, which is counted before the thread continues.</summary>
    internal void Begin(Func<Task> work)
    {
        var host = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Run(() => _ = CountAsync(work));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(host);
        }
    }

    /// <summary>The last records of the work are written before it counts as ended.</summary>
    private async Task CountAsync(Func<Task> work)
    {
        using var job = activity.Begin();
        var task = work();
        using (activity.Join()) await task;
    }

    private void Enter(RunspaceState runspace)
    {
        lock (sync)
        {
            depth++;
            if (!ReferenceEquals(runspace, this.runspace))
            {
                isShared = true;
                End();
            }

            if (isShared || work is not null || ExecutionContext.Capture() is not { } caller) return;
            ExecutionContext.Run(caller, _ =>
            {
                work = activity.Begin();
                flow = ExecutionContext.Capture();
            }, null);
        }
    }

    private void End()
    {
        Wake();
        work?.Dispose();
        work = null;
    }

    /// <summary>Actions of the thread in the world belong to the flow of its work.</summary>
    private void Run(Action body)
    {
        if (this.flow is { } flow) ExecutionContext.Run(flow, _ => body(), null);
        else body();
    }
}

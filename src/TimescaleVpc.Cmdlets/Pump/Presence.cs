using System.Runtime.CompilerServices;

namespace TimescaleVpc.Commands;

/// <summary>
/// The pipeline thread of a runspace as work that counts in a simulated world: what a script does between two objects
/// then has its place in the order that the world's seed decides. A second runspace in the same world ends that for
/// both: their order is the system's, and the one may wait for the other where the world cannot know.
/// </summary>
internal sealed class Presence
{
    private static readonly ConditionalWeakTable<IActivity, Presence> Worlds = [];

    private readonly object _gate = new();
    private readonly IActivity _activity;
    private readonly RunspaceState _runspace;
    private int _depth;
    private bool _isShared;
    private IDisposable? _work;
    private IDisposable? _rest;
    private ExecutionContext? _flow;

    private Presence(IActivity activity, RunspaceState runspace)
    {
        _activity = activity;
        _runspace = runspace;
    }

    /// <summary>Whether the world waits for what this thread does.</summary>
    internal bool IsCounted
    {
        get { lock (_gate) return _work is not null; }
    }

    /// <summary>A cmdlet of the runspace begins; null in a real session.</summary>
    internal static Presence? Enter(VpcSandbox? world, RunspaceState runspace)
    {
        if (world is null) return null;
        var presence = Worlds.GetValue(world.Activity, activity => new Presence(activity, runspace));
        presence.Enter(runspace);
        return presence;
    }

    /// <summary>A cmdlet has ended.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            if (--_depth == 0) End();
        }
    }

    /// <summary>The thread waits until somebody has something for it.</summary>
    internal void Rest()
    {
        lock (_gate)
        {
            if (_work is not null) Run(() => _rest ??= _activity.Pause());
        }
    }

    /// <summary>Somebody has; from that instant the thread is at work. From any thread.</summary>
    internal void Wake()
    {
        lock (_gate)
        {
            _rest?.Dispose();
            _rest = null;
        }
    }

    /// <summary>Waits for the thread's turn.</summary>
    internal void TakeTurn(CancellationToken cancel)
    {
        var turn = Task.CompletedTask;
        lock (_gate)
        {
            if (_work is not null) Run(() => turn = _activity.TurnAsync(null, cancel).AsTask());
        }

        turn.GetAwaiter().GetResult();
    }

    /// <summary>Begins work, which is counted before the thread goes on.</summary>
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

    /// <summary>What the work says at its end is heard before it has ended.</summary>
    private async Task CountAsync(Func<Task> work)
    {
        using var job = _activity.Begin();
        var running = work();
        using (_activity.Join()) await running;
    }

    private void Enter(RunspaceState runspace)
    {
        lock (_gate)
        {
            _depth++;
            if (!ReferenceEquals(runspace, _runspace))
            {
                _isShared = true;
                End();
            }

            if (_isShared || _work is not null || ExecutionContext.Capture() is not { } caller) return;
            ExecutionContext.Run(caller, _ =>
            {
                _work = _activity.Begin();
                _flow = ExecutionContext.Capture();
            }, null);
        }
    }

    private void End()
    {
        Wake();
        _work?.Dispose();
        _work = null;
    }

    /// <summary>What the thread does in the world is done in the flow of its work.</summary>
    private void Run(Action body)
    {
        if (_flow is { } flow) ExecutionContext.Run(flow, _ => body(), null);
        else body();
    }
}

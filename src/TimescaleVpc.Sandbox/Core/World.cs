using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Clock;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>
/// The whole state behind one lock. Events that are due run before each access, each at its own time; an observer
/// cannot tell this from events that run when the clock passes them.
/// </summary>
internal sealed class World
{
    /// <param name="seed">Decides the generated ids.</param>
    /// <param name="order">Decides the order of turns.</param>
    public World(int seed, int order)
    {
        Clock = new VirtualClock(Start, order);
        Now = Start;
        Ids = new Ids(seed);
        Entra = new EntraState(this);
        Arm = new ArmState(this);
        Mst = new MstState(this);
        Aws = new AwsState(this);
        Tiger = new TigerState(this);
    }

    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public VirtualClock Clock { get; }

    public SandboxSettings Settings { get; } = new();

    public Ids Ids { get; }

    public Schedule Schedule { get; } = new();

    public EntraState Entra { get; }

    public ArmState Arm { get; }

    public MstState Mst { get; }

    public AwsState Aws { get; }

    public TigerState Tiger { get; }

    /// <summary>The present time; within an event, the time at which the event was due.</summary>
    public DateTimeOffset Now { get; private set; }

    private object Sync { get; } = new();

    /// <summary>Brings the world up to date and does the work, alone.</summary>
    public T Enter<T>(Func<World, T> work)
    {
        lock (Sync)
        {
            CatchUp();
            return work(this);
        }
    }

    public void Enter(Action<World> work) => Enter(world =>
    {
        work(world);
        return true;
    });

    public void After(TimeSpan delay, string key, Action action) => Schedule.At(Now + delay, key, action);

    private void CatchUp()
    {
        var target = Clock.GetUtcNow();
        while (Schedule.TryTake(target, out var time, out var action))
        {
            Now = time;
            action();
        }

        Now = target;
    }
}

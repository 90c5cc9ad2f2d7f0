using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Sandbox.Clock;

namespace TimescaleVpc.Tests.Support;

/// <summary>Runs stages as work that counts, so that one seed gives one order.</summary>
internal static class Crew
{
    public static VirtualClock ClockOf(VpcSandbox world) => (VirtualClock)world.Activity;

    public static WorkClock WorkClockOf(VpcSandbox world) => new(world.Time, world.Activity);

    /// <summary>
    /// Runs one stage on some objects, side by side; all of them have arrived before the first goes on.
    /// </summary>
    /// <param name="world">The world that they are worked on in; null for a real session.</param>
    /// <param name="stage">The stage; it is disposed of at its end.</param>
    /// <param name="items">The objects.</param>
    public static async Task RunAsync(VpcSandbox? world, IStage stage, IEnumerable<object?> items)
    {
        var clock = world is null ? WorkClock.Real : WorkClockOf(world);
        using var work = clock.Work();
        try
        {
            await clock.JoinAsync(Task.WhenAll(
                items.Select(item => stage.ProcessAsync(item, CancellationToken.None)).ToArray()));
            await clock.JoinAsync(stage.EndAsync(CancellationToken.None));
        }
        finally
        {
            await clock.JoinAsync(stage.DisposeAsync().AsTask());
        }

        if (world is not null) AssertCounted(world);
    }

    /// <summary>All that has come to the world's door was counted.</summary>
    public static void AssertCounted(VpcSandbox world)
    {
        if (ClockOf(world).Uncounted is [var first, ..]) Assert.Fail(first);
    }
}

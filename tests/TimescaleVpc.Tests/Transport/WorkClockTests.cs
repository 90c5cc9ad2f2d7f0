using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Sandbox.Clock;

namespace TimescaleVpc.Tests.Transport;

public sealed class WorkClockTests
{
    /// <summary>A loop that waits for the rest of its time ends, however little that is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(25_000_001)]
    public async Task A_wait_is_not_shorter_than_it_was_told(long ticks)
    {
        var time = new VirtualClock(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        var clock = new WorkClock(time, time);
        using var work = clock.Work();
        var end = clock.Now.AddTicks(ticks);

        await clock.DelayAsync(TimeSpan.FromTicks(ticks), CancellationToken.None);

        Assert.InRange(clock.Now, end, end.AddMilliseconds(1));
    }
}

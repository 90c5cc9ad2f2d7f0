using TimescaleVpc.Sandbox.Clock;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>The virtual clock as a server drives it; another virtual clock stands for the real time.</summary>
public class DrivenClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock real = new(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly VirtualClock clock = new(Start);

    // Real time advances when a test says so.
    public DrivenClockTests() => real.Stop();

    [Fact]
    public void Goes_as_many_times_faster_as_it_is_told()
    {
        clock.Drive(60, real);
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.AddMinutes(2), clock.GetUtcNow());
        Assert.Equal(Start.AddMinutes(2).UtcTicks, clock.GetTimestamp());
    }

    [Fact]
    public void Goes_slower_too()
    {
        clock.Drive(0.5, real);
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_wait_does_not_make_it_jump_but_ends_when_its_time_has_come()
    {
        clock.Drive(60, real);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal(Start, clock.GetUtcNow());
        real.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(delay.IsCompleted);

        // The clock is not read: its own alarm must end the wait.
        real.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task An_alarm_for_a_far_wait_does_not_hide_a_nearer_one()
    {
        clock.Drive(1, real);
        var far = Task.Delay(TimeSpan.FromDays(40), clock);
        var near = Task.Delay(TimeSpan.FromSeconds(1), clock);
        real.Advance(TimeSpan.FromSeconds(1));
        await near;
        Assert.False(far.IsCompleted);
    }

    [Fact]
    public async Task Advancing_ends_waits_and_the_clock_goes_on_from_there()
    {
        clock.Drive(10, real);
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);
        clock.Advance(TimeSpan.FromHours(2));
        await delay;
        real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start.AddHours(2).AddSeconds(10), clock.GetUtcNow());
    }

    [Fact]
    public void Is_set_forward_but_never_back()
    {
        clock.Reach(Start.AddHours(1));
        clock.Drive(1, real);
        clock.Reach(Start);
        Assert.Equal(Start.AddHours(1), clock.GetUtcNow());
        clock.Reach(Start.AddHours(3));
        Assert.Equal(Start.AddHours(3), clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Standing_still_or_going_back_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Drive(speed, real));
}

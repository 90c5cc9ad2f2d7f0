using TimescaleVpc.Sandbox.Clock;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>The virtual clock as a server drives it; another virtual clock stands for the real time.</summary>
public class DrivenClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock _real = new(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly VirtualClock _clock = new(Start);

    // Real time moves when a test says so, whoever waits for it.
    public DrivenClockTests() => _real.Stop();

    [Fact]
    public void Goes_as_many_times_faster_as_it_is_told()
    {
        _clock.Drive(60, _real);
        _real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.AddMinutes(2), _clock.GetUtcNow());
        Assert.Equal(Start.AddMinutes(2).UtcTicks, _clock.GetTimestamp());
    }

    [Fact]
    public void Goes_slower_too()
    {
        _clock.Drive(0.5, _real);
        _real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.AddSeconds(1), _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_wait_does_not_make_it_jump_but_ends_when_its_time_has_come()
    {
        _clock.Drive(60, _real);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock);
        Assert.Equal(Start, _clock.GetUtcNow());
        _real.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(delay.IsCompleted);

        // Nobody reads the clock: its own alarm must end the wait.
        _real.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
        Assert.Equal(Start.AddMinutes(1), _clock.GetUtcNow());
    }

    [Fact]
    public async Task An_alarm_for_a_far_wait_does_not_hide_a_nearer_one()
    {
        _clock.Drive(1, _real);
        var far = Task.Delay(TimeSpan.FromDays(40), _clock);
        var near = Task.Delay(TimeSpan.FromSeconds(1), _clock);
        _real.Advance(TimeSpan.FromSeconds(1));
        await near;
        Assert.False(far.IsCompleted);
    }

    [Fact]
    public async Task Advancing_ends_waits_and_the_clock_goes_on_from_there()
    {
        _clock.Drive(10, _real);
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);
        _clock.Advance(TimeSpan.FromHours(2));
        await delay;
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start.AddHours(2).AddSeconds(10), _clock.GetUtcNow());
    }

    [Fact]
    public void Is_set_forward_but_never_back()
    {
        _clock.Reach(Start.AddHours(1));
        _clock.Drive(1, _real);
        _clock.Reach(Start);
        Assert.Equal(Start.AddHours(1), _clock.GetUtcNow());
        _clock.Reach(Start.AddHours(3));
        Assert.Equal(Start.AddHours(3), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Standing_still_or_going_back_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Drive(speed, _real));
}

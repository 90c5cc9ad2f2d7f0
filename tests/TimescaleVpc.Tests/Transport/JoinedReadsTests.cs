using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Sandbox.Clock;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Transport;

/// <summary>Reads are joined, and no caller gets an answer that is too old for it.</summary>
public sealed class JoinedReadsTests
{
    private readonly VirtualClock time = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
    private readonly List<TaskCompletionSource<string>> requests = [];
    private readonly WorkClock clock;
    private readonly JoinedReads<string> reads;
    private string? answer;

    public JoinedReadsTests()
    {
        clock = new WorkClock(time, Still.Instance);
        reads = new(clock);
    }

    [Fact]
    public async Task Those_that_come_during_a_read_share_the_next_one()
    {
        var first = Look();
        var others = Enumerable.Range(0, 9).Select(_ => Look()).ToArray();
        Assert.Single(requests);

        requests[0].SetResult("before");
        await SentAsync(2);
        requests[1].SetResult("after");

        Assert.Equal("before", await first);
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal("after", answer));
        Assert.Equal(2, requests.Count);
        // Nothing is kept.
        _ = Look();
        Assert.Equal(3, requests.Count);
    }

    [Fact]
    public async Task Reads_of_different_things_do_not_wait_for_each_other()
    {
        var (one, other) = (Look("one"), Look("other"));

        requests[1].SetResult("other");
        Assert.Equal("other", await other);
        requests[0].SetResult("one");
        Assert.Equal("one", await one);
    }

    [Fact]
    public async Task A_poll_joins_what_was_sent_since_its_wait_began_and_nothing_older()
    {
        var waitBegan = clock.Now;
        time.Advance(TimeSpan.FromSeconds(5));
        var first = Look();

        var poll = Look(since: waitBegan);
        // Whatever was changed at the very instant of the sending may not be in the answer.
        var changed = Look(since: clock.Now);
        requests[0].SetResult("under way");

        Assert.Equal(["under way", "under way"], await Task.WhenAll(first, poll));
        await SentAsync(2);
        requests[1].SetResult("next");
        Assert.Equal("next", await changed);
    }

    [Fact]
    public async Task A_failure_reaches_all_that_share_it_and_the_next_look_asks_anew()
    {
        var first = Look();
        Task<string>[] others = [Look(), Look()];

        requests[0].SetException(new InvalidOperationException("one"));
        await SentAsync(2);
        requests[1].SetException(new InvalidOperationException("two"));

        Assert.Equal("one", (await Assert.ThrowsAsync<InvalidOperationException>(() => first)).Message);
        foreach (var other in others)
            Assert.Equal("two", (await Assert.ThrowsAsync<InvalidOperationException>(() => other)).Message);
        var next = Look();
        requests[2].SetResult("well");
        Assert.Equal("well", await next);
    }

    /// <summary>The one that has asked is stopped, or its time is over; that is not the others' end.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_ends_one_caller_leaves_the_others(bool isDeadline)
    {
        using var stop = new CancellationTokenSource();
        var start = clock.Now;
        time.Advance(TimeSpan.FromSeconds(1));
        var first = EndingAsync();
        Task<string>[] polls = [Look(since: start), Look(since: start)];

        answer = "well";
        if (isDeadline) requests[0].SetException(new HttpRequestException());
        else await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        Assert.Equal(["well", "well"], await Task.WhenAll(polls));

        async Task<string> EndingAsync()
        {
            if (isDeadline) AmbientWork.Deadline = clock.Now;
            return await Look(cancel: stop.Token);
        }
    }

    [Fact]
    public async Task One_that_joined_can_be_stopped_alone()
    {
        using var stop = new CancellationTokenSource();
        _ = Look();
        var next = Look();
        var second = Look(cancel: stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        requests[0].SetResult("one");
        await SentAsync(2);
        requests[1].SetResult("two");

        Assert.Equal("two", await next);
    }

    [Fact]
    public async Task A_read_that_does_not_end_holds_up_the_next_one_for_a_while_only()
    {
        _ = Look();
        var next = Look();
        Assert.Single(requests);

        time.Advance(TimeSpan.FromSeconds(5));
        await SentAsync(2);
        requests[1].SetResult("well");

        Assert.Equal("well", await next);
    }

    private Task<string> Look(string key = "", DateTimeOffset? since = null, CancellationToken cancel = default) =>
        reads.GetAsync(
            key,
            () =>
            {
                var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                requests.Add(source);
                if (answer is not null) source.SetResult(answer);
                return source.Task.WaitAsync(cancel);
            },
            since, cancel);

    private Task SentAsync(int count) => Hang.UntilAsync(() => requests.Count >= count);
}

using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// What may be repeated is what the request says of itself; without a word, what HTTP says of its method.
/// </summary>
public sealed class RequestTraitsTests
{
    private const string Busy = "<Busy/>";

    private static readonly Destination Usual = new(new Uri("https://far.example"), "move");

    [Theory]
    [InlineData("GET", null, RetryHandler.Attempts)]
    [InlineData("PUT", null, RetryHandler.Attempts)]
    [InlineData("DELETE", null, RetryHandler.Attempts)]
    [InlineData("POST", null, 1)]
    [InlineData("PATCH", null, 1)]
    [InlineData("POST", true, RetryHandler.Attempts)]
    [InlineData("PATCH", true, RetryHandler.Attempts)]
    [InlineData("GET", false, 1)]
    [InlineData("PUT", false, 1)]
    public async Task A_lost_reply_and_a_failure_are_tried_again_where_the_request_may_be_repeated(
        string method, bool? mayRepeat, int attempts)
    {
        var traits = mayRepeat is { } may ? new RequestTraits(may) : null;
        var lostReplies = await CountAsync(
            Usual, method, traits, new StubHandler((_, _) => throw new HttpRequestException("reset")));
        var failures = await CountAsync(Usual, method, traits, StubHandler.Always("", 500));
        var refusals = await CountAsync(Usual, method, traits, StubHandler.Always("", 400));
        var busy = await CountAsync(Usual, method, traits, StubHandler.Always("", 429));

        Assert.Equal((attempts, attempts, 1, RetryHandler.Attempts), (lostReplies, failures, refusals, busy));
    }

    [Fact]
    public async Task Where_nothing_is_changed_everything_may_be_repeated()
    {
        var tokens = Usual with { OnlyReads = true };
        Assert.Equal(RetryHandler.Attempts, await CountAsync(tokens, "POST", null, StubHandler.Always("", 500)));
    }

    [Theory]
    [InlineData(400, Busy, RetryHandler.Attempts)]
    [InlineData(400, "<Wrong/>", 1)]
    [InlineData(200, Busy, 1)]
    public async Task Too_many_requests_may_be_said_in_words_of_ones_own(int status, string body, int attempts)
    {
        var traits = new RequestTraits(MayRepeat: false) { IsThrottled = (_, text) => text == Busy };
        Assert.Equal(attempts, await CountAsync(Usual, "POST", traits, StubHandler.Always(body, status)));
    }

    [Fact]
    public async Task The_log_names_the_action_of_the_request_that_has_one()
    {
        var sink = new Collector();
        AmbientWork.Sink = sink;
        await CountAsync(Usual, "POST", new(MayRepeat: false) { Action = "MakeIt" }, StubHandler.Always(""));
        await CountAsync(Usual, "POST", null, StubHandler.Always("Action=MakeIt"));

        Assert.Equal(["POST far.example/ MakeIt -> 200", "POST far.example/ -> 200"], sink.Texts);
    }

    private static async Task<int> CountAsync(
        Destination destination, string method, RequestTraits? traits, StubHandler stub)
    {
        using var wire = new Wire(new WorkClock(new LeapTime(), Still.Instance), stub);
        using var request = new HttpRequestMessage(new HttpMethod(method), destination.Address);
        // A body of AWS's form: the wire does not look into it.
        request.Content = new FormUrlEncodedContent([new("Action", "DescribeVpcs"), new("DryRun", "true")]);
        traits?.SetOn(request);
        try
        {
            using var response = await wire.For(destination).SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The reply was lost.
        }

        return stub.Requests.Count;
    }
}

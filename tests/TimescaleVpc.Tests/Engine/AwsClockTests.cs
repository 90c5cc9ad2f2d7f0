using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// EC2 refuses a clock that is off and a wrong key with the same words: the date of its answer tells which.
/// </summary>
public sealed class AwsClockTests
{
    [Theory]
    [InlineData(0, false, null)]
    [InlineData(90, false, "AwsClockOff")]
    [InlineData(-90, false, "AwsClockOff")]
    [InlineData(0, true, "AwsKeysRejected")]
    public async Task A_clock_that_is_off_is_told_from_a_wrong_key(int minutes, bool isWrongKey, string? errorId)
    {
        var world = (await Walk.StartAsync()).World;
        var credential = world.SignIn.AwsCredentials[0];
        var keys = new GivenKeys(credential.AccessKeyId, new Secret(isWrongKey ? "wrong" : credential.SecretKey));
        var clock = new WorkClock(new Shifted(world.Time, TimeSpan.FromMinutes(minutes)), world.Activity);
        using var wire = new Wire(clock, world.CreateHandler());
        using var clients = new AwsClients(wire, AwsSignIn.From(keys, "us-east-1"));
        using var work = clock.Work();

        var ec2 = await Record.ExceptionAsync(() => clients.Ec2().DescribeVpcsAsync(Ec2Query.All, default));
        var sts = await Record.ExceptionAsync(() => clients.Sts().GetCallerAccountAsync(default));

        foreach (var (refusal, code, status) in new[]
        {
            (ec2, "AuthFailure", 401), (sts, "SignatureDoesNotMatch", 403),
        })
        {
            var error = refusal is null ? null : Translation.Of(refusal, null);
            Assert.Equal(errorId, error?.ErrorId);
            if (error is null) continue;
            Assert.Equal((code, status), (error.Refusal!.Code, error.Refusal.Status));
            Assert.Contains(
                errorId == "AwsClockOff" ? "Set the clock of this computer" : "key", error.RecommendedAction,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_platform_says_when_it_has_answered()
    {
        var world = (await Walk.StartAsync()).World;
        using var client = new HttpClient(world.CreateHandler());
        foreach (var host in new[]
        {
            "api.aiven.io", "console.cloud.tigerdata.com", "management.azure.com", "graph.microsoft.com",
            "login.microsoftonline.com", "ec2.us-east-1.amazonaws.com", "sts.us-east-1.amazonaws.com",
        })
        {
            using var answer = await client.GetAsync($"https://{host}/");
            // A date has no parts of a second.
            Assert.True(
                answer.Headers.Date is { } date && world.Clock.UtcNow - date.UtcDateTime < TimeSpan.FromSeconds(1),
                host);
        }
    }

    /// <summary>The same clock, wrongly set.</summary>
    private sealed class Shifted(TimeProvider clock, TimeSpan by) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + by;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}

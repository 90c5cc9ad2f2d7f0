using System.Globalization;
using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability.Secrets;

/// <summary>
/// No secret that went over the wire is ever said: in no form, not in part, whatever the platforms repeat.
/// </summary>
public sealed class SecretCanaryTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many refusals is tried.</summary>
    private const int Share = 3;

    private const string StatusMark = ", status ";

    private static readonly int[] Statuses = Nightly.IsOn ? [400, 401, 403, 404, 409, 500] : [400, 403, 401];

    [Fact]
    public async Task Nothing_that_any_request_says_holds_a_secret()
    {
        var tap = new Tap();
        var all = await Everything.RunAsync(tap);
        var canary = new Canary(tap.Secrets);

        Assert.Equal(0, all.Errors);
        Assert.Null(canary.Find(all.Said));
        foreach (var what in Kinds) Assert.Contains(what, tap.Heard);
        Numbers.Say(output, "secrets.txt",
            $"success: {all.Run.Distinct().Count()} kinds of request, {canary.Secrets} secrets in "
            + $"{canary.FormCount} forms, {all.Said.Length} characters searched, none found");
    }

    [Fact]
    public async Task Every_kind_of_request_is_among_them()
    {
        var tap = new Tap();
        var all = await Everything.RunAsync(tap, inFile: false);
        Assert.Null(new Canary(tap.Secrets).Find(all.Said));
        var kinds = typeof(StageRequest).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StageRequest)) && !type.IsAbstract);
        Assert.Empty(kinds.Except(all.Run));
    }

    /// <summary>Each request in turn is refused by an answer that repeats all its headers and its body.</summary>
    [Fact]
    public async Task Nothing_that_a_platform_repeats_is_said()
    {
        var kinds = (await Everything.RunAsync(new Tap())).Kinds;
        // The first of each kind; at night all of them.
        var at = Enumerable.Range(1, kinds.Count).Where(number =>
            Nightly.IsOn || !kinds.Take(number - 1).Contains(kinds[number - 1])).ToArray();
        var cases = at.SelectMany((number, index) => Nightly.IsOn
            ? Statuses.Select(status => (At: number, Status: status))
            : [(At: number, Status: Statuses[index % Statuses.Length])])
            .Take(Share, one => $"secrets {one}");
        var (secrets, characters, errors) = (0L, 0L, 0L);
        var triedCases = new Cases("secret");
        await triedCases.RunAsync(cases, one => $"request {one.At}{StatusMark}{one.Status}", async one =>
        {
            var (all, canary) = await EchoAsync(one.At, one.Status);
            Interlocked.Add(ref secrets, canary.Secrets);
            Interlocked.Add(ref characters, all.Said.Length);
            Interlocked.Add(ref errors, all.Errors);
            Assert.Null(canary.Find(all.Said));
        });
        Numbers.Say(output, "secrets.txt",
            $"echo: {triedCases.Count} refusals that repeat the request, {errors} errors, "
            + $"{secrets} secrets looked for in {characters} characters, {triedCases.Failed} found; "
            + Rotation.Text(Share));
        triedCases.AssertNone(output);
    }

    /// <summary>A case by its name.</summary>
    internal static async Task AgainAsync(string text)
    {
        if (text.Split(StatusMark) is not [var request, var status]) throw new FormatException(text);
        var (all, canary) = await EchoAsync(int.Parse(request["request ".Length..], CultureInfo.InvariantCulture),
            int.Parse(status, CultureInfo.InvariantCulture));
        Assert.Null(canary.Find(all.Said));
    }

    private static async Task<(Everything All, Canary Canary)> EchoAsync(int at, int status)
    {
        var tap = new Tap(at, status);
        var all = await Everything.RunAsync(tap);
        Assert.True(tap.Requests >= at, $"There are {tap.Requests} requests.");
        return (all, new Canary(tap.Secrets));
    }

    /// <summary>What the run must have sent or got, or the test looks for too little.</summary>
    private static readonly string[] Kinds =
    [
        "MST token", "Timescale Cloud key", "AWS secret key", "password of a user", "aivenv1 header", "Basic header",
        "Bearer header",
        "AWS4-HMAC-SHA256 header", "auxiliary token", "client_secret", "client_assertion", "secretText",
        "access_token", "password",
    ];
}

using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// The wire with its filters and records is compiled while Connect-Timescale reads its parameters and reaches the host.
/// </summary>
internal static class ConnectWarmUp
{
    private const string Body = """{"projects":[],"type":"apiKey","apiKey":{"project":{"id":"none","name":"none"}}}""";

    private static readonly Uri Host = new("https://none.invalid/");

    /// <summary>Begun when Connect-Timescale is opened.</summary>
    public static WarmUp Background { get; } = new(UseAsync);

    /// <summary>For tests: the same, to its end and with its errors.</summary>
    public static async Task UseAsync()
    {
        using var recorder = new Recorder(WorkClock.Real, new ExchangeFilter(new KnownSecrets()), new ExchangeRing());
        // It answers both platforms' first request.
        var responses = new MadeUpResponses("application/json", (_, _) => Body);
        using var wire = new Wire(WorkClock.Real, responses, recorder);
        var secret = new Secret("none");
        await new MstTransport(wire, Host, secret)
            .GetAsync("none", ["project"], absentIsNull: false, CancellationToken.None);
        await TigerApi.GetIdentityAsync(new TigerTransport(wire, Host, "none", secret), CancellationToken.None);
    }
}

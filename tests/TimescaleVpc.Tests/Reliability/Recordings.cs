using System.Collections.Concurrent;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A request of a scenario with what was answered, as it went over the wire.</summary>
internal sealed record Recording(
    string Kind, HttpMethod Method, Uri Address, KeyValuePair<string, string>[] Headers, string Body, string? Type,
    int Status, string Answer);

/// <summary>All that the scenarios say and hear: real requests and answers to make false ones from.</summary>
internal static class Recordings
{
    private static readonly Lazy<Task<Recording[]>> Recorded = new(RecordAsync);

    public static Task<Recording[]> AllAsync() => Recorded.Value;

    /// <summary>The answers of one kind, each once.</summary>
    public static async Task<string[]> AnswersAsync(string kind)
    {
        string[] findings = [.. (await AllAsync()).Where(item => item.Kind == kind && item.Status < 300)
            .Select(item => item.Answer).Distinct()];
        Assert.True(findings.Length > 0, $"No scenario asks for {kind}.");
        return findings;
    }

    private static async Task<Recording[]> RecordAsync()
    {
        var all = new ConcurrentQueue<Recording>();
        var recorder = new Listener(async (exchange, response) => all.Enqueue(new Recording(
            exchange.Kind, exchange.Request.Method, exchange.Request.RequestUri!,
            [.. exchange.Request.Headers.NonValidated.Select(header =>
                new KeyValuePair<string, string>(header.Key, header.Value.ToString()))],
            exchange.Body, exchange.Request.Content?.Headers.ContentType?.ToString(), (int)response.StatusCode,
            await response.Content.ReadAsStringAsync())));
        foreach (var scenario in FaultMatrix.Scenarios.Where(one => one.Before.Length > 0))
        {
            var run = new Run(new WatchedWorld(), recorder);
            await run.PlayAsync(scenario.Before.Concat(scenario.Steps));
            Assert.True(run.Errors.Count == 0, scenario.Name);
        }

        return [.. all];
    }
}

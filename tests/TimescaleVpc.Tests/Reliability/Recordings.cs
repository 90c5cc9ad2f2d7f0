using System.Collections.Concurrent;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A request of a story with what was answered, as it went over the wire.</summary>
internal sealed record Recording(
    string Kind, HttpMethod Method, Uri Address, KeyValuePair<string, string>[] Headers, string Body, string? Type,
    int Status, string Answer);

/// <summary>All that the stories say and hear: real requests and answers to make false ones from.</summary>
internal static class Recordings
{
    private static readonly Lazy<Task<Recording[]>> Recorded = new(RecordAsync);

    public static Task<Recording[]> AllAsync() => Recorded.Value;

    /// <summary>The answers of one kind, each once.</summary>
    public static async Task<string[]> AnswersAsync(string kind)
    {
        string[] found = [.. (await AllAsync()).Where(item => item.Kind == kind && item.Status < 300)
            .Select(item => item.Answer).Distinct()];
        Assert.True(found.Length > 0, $"No story asks for {kind}.");
        return found;
    }

    private static async Task<Recording[]> RecordAsync()
    {
        var all = new ConcurrentQueue<Recording>();
        foreach (var story in Story.All.Where(story => story.Before.Length > 0))
        {
            var world = new WatchedWorld(async (logged, request, response) => all.Enqueue(new Recording(
                logged.Kind, request.Method, request.RequestUri!,
                [.. request.Headers.NonValidated.Select(header =>
                    new KeyValuePair<string, string>(header.Key, header.Value.ToString()))],
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(),
                request.Content?.Headers.ContentType?.ToString(), (int)response.StatusCode,
                await response.Content.ReadAsStringAsync())));
            foreach (var one in story.Before.Append(story))
                Assert.True((await StoryRun.TellAsync(one, world)).Succeeded, one.Name);
        }

        return [.. all];
    }
}

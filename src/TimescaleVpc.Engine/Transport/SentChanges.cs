namespace TimescaleVpc.Engine.Transport;

/// <summary>A request that was to change something, and its answer.</summary>
/// <param name="Host">Who was asked.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="RequestId">The number under which the platform's support finds it; null if it sent none.</param>
internal sealed record SentChange(string Host, int Status, string? RequestId);

/// <summary>The changing requests of one step, the newest ones; see <see cref="AmbientWork.Changes"/>.</summary>
internal sealed class SentChanges
{
    private const int Most = 50;

    private readonly Queue<SentChange> changes = new();

    public void Add(SentChange change)
    {
        lock (changes)
        {
            changes.Enqueue(change);
            if (changes.Count > Most) changes.Dequeue();
        }
    }

    public SentChange[] ToArray()
    {
        lock (changes) return [.. changes];
    }
}

/// <summary>Keeps the answers to the changing requests of a step, each attempt by itself.</summary>
internal sealed class ChangeEar : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (RequestTraits.Of(request).Changes)
        {
            AmbientWork.Changes?.Add(
                new(request.RequestUri!.Host, (int)response.StatusCode, RequestIdHeader.In(response)?.Value));
        }

        return response;
    }
}

namespace TimescaleVpc.Engine.Transport;

/// <summary>A request that was to change something, and its answer.</summary>
/// <param name="Request">Method, address without its query, and the action where those do not say it.</param>
/// <param name="Ids">The things that it names or that its answer names.</param>
/// <param name="Status">The HTTP status of the answer; null if none came: it may have been carried out.</param>
/// <param name="RequestId">The number under which the platform's support finds it; null if it sent none.</param>
internal sealed record SentChange(string Request, string[] Ids, int? Status, string? RequestId);

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

/// <summary>Keeps the changing requests of a step, each attempt by itself, with the answer or without one.</summary>
internal sealed class ChangeListener : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var traits = RequestTraits.Of(request);
        if (AmbientWork.Changes is not { } changes || !traits.Changes)
            return await base.SendAsync(request, cancellationToken);

        var ids = await ChangedIds.OfAsync(request, cancellationToken);
        var action = traits.Action is { } name ? " " + name : "";
        var text = $"{request.Method} {request.RequestUri!.Host}{request.RequestUri.AbsolutePath}{action}";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            string[] answerIds = response.IsSuccessStatusCode
                ? await ChangedIds.OfAsync(response, traits.FormOfIds, cancellationToken) : [];
            changes.Add(new(
                text, [.. ids.Union(answerIds)], (int)response.StatusCode, RequestIdHeader.In(response)?.Value));
            return response;
        }
        catch
        {
            changes.Add(new(text, ids, Status: null, RequestId: null));
            throw;
        }
    }
}

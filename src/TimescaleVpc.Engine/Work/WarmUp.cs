namespace TimescaleVpc.Engine.Work;

/// <summary>
/// Has code loaded and compiled in the background before a pipeline comes to it. The first use of an SDK in a process
/// costs a good part of a second for that, not for work. It is used on responses that are made up; nothing is sent.
/// </summary>
internal sealed class WarmUp(Func<Task> use)
{
    private int begunCount;

    /// <summary>Begins it, once in a process.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref begunCount, 1) != 0) return;
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        try
        {
            await use();
        }
        catch (Exception)
        {
            // Nothing depends on it; whatever is wrong shows where it matters.
        }
    }
}

/// <summary>Answers each request of a <see cref="WarmUp"/> as its platform would; nothing is sent.</summary>
/// <param name="mediaType">The type of all responses.</param>
/// <param name="body">The body for a request and its own body.</param>
internal sealed class MadeUpResponses(string mediaType, Func<HttpRequestMessage, string, string> body)
    : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sentBody = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(body(request, sentBody), Encoding.UTF8, mediaType),
        };
    }
}

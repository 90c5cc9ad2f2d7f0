namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The only retry loop below the engine; those of the SDKs are switched off. A request that its traits allow to repeat
/// is repeated after a broken connection or a 5xx; every request is after a 429, a 503 with Retry-After, or another
/// form of throttling. A create whose reply was lost is not repeated here: the engine looks first. Nothing is repeated
/// after the deadline of the work.
/// </summary>
internal sealed class RetryHandler(WorkClock clock) : DelegatingHandler
{
    /// <summary>Attempts in all.</summary>
    public const int Attempts = 5;

    /// <summary>
    /// For one attempt with its body, on the session's clock: the HTTP client's own limit knows neither that clock nor
    /// the deadline.
    /// </summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan WorthShowing = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        // A body is read once only, unless it is held in memory.
        if (request.Content is not null) await request.Content.LoadIntoBufferAsync();
        var traits = RequestTraits.Of(request);
        var isSafe = traits.MayRepeat;
        var startTime = clock.Now;

        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt == Attempts || clock.Now >= AmbientWork.Deadline;
            HttpResponseMessage? response = null;
            try
            {
                using var time = clock.Limit(AttemptTimeout);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
                response = await base.SendAsync(request, limit.Token);
                // The body belongs to the attempt: a connection can break, or stand still, in the middle of it.
                await response.Content.ReadAsByteArrayAsync(limit.Token);
                if (isLast) return response;
                if (!ShouldRepeat(isSafe, response) && !await IsThrottledAsync(traits, response, limit.Token))
                    return response;
            }
            catch (Exception error)
                when (error is HttpRequestException or IOException && !isLast && isSafe)
            {
                // Fall through to the delay.
            }
            catch (OperationCanceledException)
                when (!cancellationToken.IsCancellationRequested && !isLast && isSafe)
            {
                // The network time-out of one attempt.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw WireFailure.Late(request.RequestUri!);
            }

            var delay = RetryAfter(response) ?? BackOff(attempt);
            response?.Dispose();
            var what = traits.Action ?? request.Method.Method;
            var host = request.RequestUri?.Host ?? "";
            AmbientWork.Sink?.Debug($"repeat {what} {host} in {delay.TotalSeconds:0.#} s");
            var progress = new WaitProgress(
                host, $"busy; it is asked again in {delay.TotalSeconds:0} s", clock.Now - startTime, TimeSpan.Zero,
                Completed: false);
            if (delay >= WorthShowing) AmbientWork.Sink?.Progress(progress);
            await clock.DelayAsync(delay, cancellationToken);
            if (delay >= WorthShowing) AmbientWork.Sink?.Progress(progress with { Completed = true });
        }
    }

    private static bool ShouldRepeat(bool isSafe, HttpResponseMessage response) =>
        response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true,
            HttpStatusCode.ServiceUnavailable => response.Headers.RetryAfter is not null || isSafe,
            HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
                or HttpStatusCode.GatewayTimeout => isSafe,
            _ => false,
        };

    private static async Task<bool> IsThrottledAsync(
        RequestTraits traits, HttpResponseMessage response, CancellationToken cancel) =>
        traits.IsThrottled is { } says && !response.IsSuccessStatusCode
        && says((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));

    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var header = response?.Headers.RetryAfter;
        var delay = header?.Delta ?? (header?.Date is { } date ? date - clock.Now : null);
        return delay is { } span ? Clamp(span) : null;
    }

    /// <summary>
    /// Doubling delays with up to a fifth of jitter, so that parallel items do not come back in step.
    /// </summary>
    private TimeSpan BackOff(int attempt) =>
        Clamp(FirstDelay * Math.Pow(2, attempt - 1) * (0.9 + (clock.Chance * 0.2)));

    private static TimeSpan Clamp(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero : span > LongestDelay ? LongestDelay : span;
}

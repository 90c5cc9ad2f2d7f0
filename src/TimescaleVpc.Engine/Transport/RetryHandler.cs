using System.Net;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The only retry loop below the engine; the SDKs' own are switched off. It repeats what is safe to repeat: reads and
/// idempotent writes after a broken connection or a 5xx, anything after a 429 or a 503 that says when to come back.
/// A create whose reply was lost is not repeated here: the engine looks first.
/// </summary>
internal sealed class RetryHandler(Pace pace) : DelegatingHandler
{
    /// <summary>Attempts in all.</summary>
    public const int Attempts = 5;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A body is read once only, unless it is held in memory.
        if (request.Content is not null) await request.Content.LoadIntoBufferAsync();

        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(AttemptTimeout);
                response = await base.SendAsync(request, limit.Token);
                if (attempt == Attempts || !ShouldRepeat(request, response)) return response;
            }
            catch (HttpRequestException) when (attempt < Attempts && IsSafe(request))
            {
                // Fall through to the delay.
            }
            catch (OperationCanceledException)
                when (!cancellationToken.IsCancellationRequested && attempt < Attempts && IsSafe(request))
            {
                // The network time-out of one attempt.
            }

            var delay = RetryAfter(response) ?? BackOff(attempt);
            response?.Dispose();
            Scope.Sink?.Debug($"repeat {request.Method} {request.RequestUri?.Host} in {delay.TotalSeconds:0.#} s");
            await pace.DelayAsync(delay, cancellationToken);
        }
    }

    private static bool ShouldRepeat(HttpRequestMessage request, HttpResponseMessage response) =>
        response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true,
            HttpStatusCode.ServiceUnavailable => response.Headers.RetryAfter is not null || IsSafe(request),
            HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
                or HttpStatusCode.GatewayTimeout => IsSafe(request),
            _ => false,
        };

    /// <summary>Reads, full replacements, deletions, and token requests, which change nothing.</summary>
    private static bool IsSafe(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post && request.Method != HttpMethod.Patch
        || request.RequestUri?.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) == true;

    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var header = response?.Headers.RetryAfter;
        var delay = header?.Delta ?? (header?.Date is { } date ? date - pace.Now : null);
        return delay is { } span ? Clamp(span) : null;
    }

    /// <summary>Doubling delays with up to a fifth of jitter, so that parallel items do not come back in step.</summary>
    private static TimeSpan BackOff(int attempt) =>
        Clamp(FirstDelay * Math.Pow(2, attempt - 1) * (0.9 + (Random.Shared.NextDouble() * 0.2)));

    private static TimeSpan Clamp(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero : span > LongestDelay ? LongestDelay : span;
}

using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// At the bottom of every client: takes the whole body, decompressed by then, up to a limit in size, depth and time,
/// and says of what went wrong on the way what it was. See docs/decisions.md for the numbers.
/// </summary>
/// <param name="clock">The session's clock.</param>
/// <param name="proxy">What the network goes through; null if it goes through none.</param>
internal sealed class AnswerLimit(WorkClock clock, IWebProxy? proxy) : DelegatingHandler
{
    /// <summary>One answer, or one page of a list.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Objects, lists or elements within each other.</summary>
    public const int MostLevels = 64;

    /// <summary>All header lines of an answer together, in kB.</summary>
    public const int MostHeaders = 64;

    /// <summary>From a body's first byte to its last.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(90);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
                    throw WireFailure.OfProxy(address, proxy, "it answered with status 407", mayPass: false);

                var bytes = await ReadAsync(response.Content, address, cancellationToken);
                if (Depth.Exceeds(bytes, MostLevels)) throw Over(address, $"more than {MostLevels} levels of nesting");
                response.Content = Copy(response.Content.Headers, bytes);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            var failure = WireException.In(error) ?? WireFailure.Of(error, address, proxy);
            if (!failure.MayRepeat) throw failure;
            // The SDKs know what to do about a broken connection, and pass it on as it is.
            error.Data[WireException.Key] = failure;
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, Uri address, CancellationToken cancel)
    {
        // A response whose declared length exceeds the limit is not read.
        if (content.Headers.ContentLength > MostBytes) throw TooLong(address);
        using var time = clock.Limit(MostTime);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(limit.Token);
            var part = new byte[16 * 1024];
            while (await stream.ReadAsync(part, limit.Token) is > 0 and var length)
            {
                if (body.Length + length > MostBytes) throw TooLong(address);
                body.Write(part, 0, length);
            }
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw Over(address, $"a body that had not ended after {MostTime.TotalSeconds:0} s");
        }

        return body.ToArray();
    }

    private static ByteArrayContent Copy(HttpContentHeaders headers, byte[] bytes)
    {
        var copy = new ByteArrayContent(bytes);
        foreach (var (name, values) in headers)
            if (!name.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase))
                copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    private static WireException TooLong(Uri address) => Over(address, $"more than {MostBytes / 1024 / 1024} MB");

    internal static WireException Over(Uri address, string rule) =>
        new(Catalogue.AnswerOverLimit, address.Host, rule) { MayBeDone = true };
}

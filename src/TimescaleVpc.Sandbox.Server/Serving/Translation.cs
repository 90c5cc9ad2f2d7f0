using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>Between the server's requests and those that the world takes.</summary>
internal static class Translation
{
    /// <summary>
    /// The whole request; path, query and Host header as they were sent, since signatures cover them.
    /// </summary>
    /// <param name="context">The request and its connection.</param>
    /// <param name="host">The platform that it is for.</param>
    public static async Task<HttpRequestMessage> RequestAsync(HttpContext context, string host)
    {
        var source = context.Request;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/') || !Uri.TryCreate($"https://{host}{target}", UriKind.Absolute, out var uri))
            throw new BadHttpRequestException("The request's address cannot be read.");

        using var body = new MemoryStream();
        await source.Body.CopyToAsync(body, context.RequestAborted);
        var request = new HttpRequestMessage(new HttpMethod(source.Method), uri);
        if (body.Length > 0 || source.ContentType is not null) request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in source.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }

    public static async Task WriteAsync(
        HttpResponseMessage source, HttpResponse response, Links? links, CancellationToken cancel)
    {
        response.StatusCode = (int)source.StatusCode;
        Copy(source.Headers, response, links);
        Copy(source.Content.Headers, response, links);
        var body = await source.Content.ReadAsByteArrayAsync(cancel);
        if (links is not null) body = Encoding.UTF8.GetBytes(links.InBody(Encoding.UTF8.GetString(body)));
        response.ContentLength = body.Length;
        if (body.Length > 0 && !HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(body, cancel);
    }

    private static void Copy(HttpHeaders headers, HttpResponse response, Links? links)
    {
        foreach (var (name, values) in headers)
            response.Headers[name] = values.Select(value => links?.InHeader(name, value) ?? value).ToArray();
    }
}

using System.Net;
using System.Text;

namespace TimescaleVpc.Engine.Work;

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

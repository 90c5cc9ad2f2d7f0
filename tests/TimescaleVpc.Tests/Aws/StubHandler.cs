using System.Net;
using System.Text;

namespace TimescaleVpc.Tests.Aws;

/// <summary>The far end of the wire: answers with what it was given, and keeps what it was asked.</summary>
internal sealed class StubHandler(Func<Recorded, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<Recorded> Requests { get; } = [];

    public static StubHandler Always(string body, int status = 200) => new((_, _) => Answer(body, status));

    /// <summary>One answer after the other; the last one stays.</summary>
    public static StubHandler Sequence(params HttpResponseMessage[] answers) =>
        new((_, number) => answers[Math.Min(number, answers.Length - 1)]);

    public static HttpResponseMessage Answer(string body, int status = 200, string type = "text/xml") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public static HttpResponseMessage Json(string body, int status = 200) => Answer(body, status, "application/json");

    public static string Error(string code, string message = "words") =>
        $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
        + "<RequestID>r-1</RequestID></Response>";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content;
        var headers = request.Headers.Concat(content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(item => item.Key.ToLowerInvariant(), item => string.Join(",", item.Value));
        var body = content is null ? "" : await content.ReadAsStringAsync(cancellationToken);
        var recorded = new Recorded(request.Method, request.RequestUri!, headers, body);
        int number;
        lock (Requests)
        {
            number = Requests.Count;
            Requests.Add(recorded);
        }

        return answer(recorded, number);
    }
}

using System.Net;
using System.Text;

namespace TimescaleVpc.Tests.Aws;

/// <summary>The far end of the wire: answers with what it was given, and keeps what it was asked.</summary>
internal sealed class StubHandler(Func<Recorded, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private static readonly string[] Lists =
    [
        "vpcSet", "vpcPeeringConnectionSet", "routeTableSet", "securityGroupInfo", "securityGroupRuleSet", "subnetSet",
        "networkInterfaceSet",
    ];

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

        var response = answer(recorded, number);
        if (recorded["Action"] is { } action && response.Content is not null)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (text.TrimStart().StartsWith("<R", StringComparison.Ordinal) && Complete(text, action) is var whole
                && whole != text) response.Content = new StringContent(whole, Encoding.UTF8, "text/xml");
        }

        return response;
    }

    /// <summary>R stands for the root of an action's answers; where it is empty, so are all lists in it.</summary>
    private static string Complete(string body, string action) => body
        .Replace("<R/>", $"<R>{string.Concat(Lists.Select(name => $"<{name}/>"))}</R>", StringComparison.Ordinal)
        .Replace("<R>", $"<{action}Response>", StringComparison.Ordinal)
        .Replace("</R>", $"</{action}Response>", StringComparison.Ordinal);
}

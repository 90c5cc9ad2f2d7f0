using System.Net;
using System.Text;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>An answer that no platform gives.</summary>
/// <param name="Call">Which of the calls under test gets it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Type">The content type.</param>
/// <param name="RetryAfter">The Retry-After header; null sends none.</param>
internal sealed record FalseAnswer(int Call, int Status, string Body, string Type, string? RetryAfter)
{
    private static readonly int[] Statuses =
        [200, 200, 200, 201, 202, 204, 301, 400, 401, 403, 404, 409, 412, 429, 500, 503];

    private static readonly string[] Types =
        ["application/json", "application/json", "text/xml", "text/html", "text/plain", "application/octet-stream"];

    private static readonly string[] Times =
    [
        "0", "3", "-1", "1e9", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
        "soon",
    ];

    public static FalseAnswer Make(Random random, IReadOnlyList<string[]> samples)
    {
        var call = random.Next(samples.Count);
        var texts = samples[call];
        return new FalseAnswer(
            call, Statuses[random.Next(Statuses.Length)], Mutation.Of(texts[random.Next(texts.Length)], random),
            Types[random.Next(Types.Length)],
            random.Next(3) > 0 ? null
                : random.Next(2) == 0 ? Times[random.Next(Times.Length)] : Mutation.OfText("120", random));
    }

    public HttpResponseMessage Response()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        if (RetryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
        return response;
    }
}

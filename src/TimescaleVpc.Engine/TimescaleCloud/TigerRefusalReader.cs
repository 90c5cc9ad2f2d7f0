using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>
/// Reads Timescale Cloud's refusals: <c>code</c>, <c>message</c>, and <c>details</c>, which is sent though not
/// described.
/// </summary>
internal static class TigerRefusalReader
{
    public static PlatformRefusal Read(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var error = RefusedAnswer.ErrorIn(body);
        var texts = new[] { error.Text("message"), error.Text("details"), body.Text("error") }
            .Where(text => !string.IsNullOrWhiteSpace(text)).Distinct();
        return answer.Read(body is JsonObject, error.Text("code"), string.Join(": ", texts), body.Text("request_id"));
    }
}

using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// Reads the managed service's refusals: <c>message</c> and <c>errors</c>, or plain text; only some errors have a code.
/// </summary>
internal static class MstRefusalReader
{
    public static PlatformRefusal Read(RefusedAnswer answer)
    {
        var body = Json.Parse(answer.Body);
        var errors = body.Items("errors").ToArray();
        var code = errors.Select(item => item.Text("error_code")).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        var words = body.Text("message") ?? errors.Select(item => item.Text("message")).FirstOrDefault()
            ?? body.Text("error") ?? body.Get("error").Text("message");
        var isText = body is null && answer.PlainText.Length > 0;
        return answer.Read(body is JsonObject || isText, code ?? body.Text("error_code"), words);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace TimescaleVpc.Tests.Transport;

/// <summary>How each platform puts a refusal on the wire.</summary>
internal static class SaidBy
{
    public const string RequestId = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /// <summary>The body with a code and words.</summary>
    public static string Body(string client, string? code, string words) => client switch
    {
        "ARM" or "Graph" =>
            code is null ? Json("error", ("message", words)) : Json("error", ("code", code), ("message", words)),
        "EC2" =>
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>{Xml(code, words)}</Error></Errors>"
            + $"<RequestID>{RequestId}</RequestID></Response>",
        AwsKeyKinds.Instance => code is null ? $$"""{"Message":{{Text(words)}}}"""
            : $$"""{"Code":{{Text(code)}},"Message":{{Text(words)}}}""",
        AwsKeyKinds.Container => code is null ? $$"""{"message":{{Text(words)}}}"""
            : $$"""{"code":{{Text(code)}},"message":{{Text(words)}}}""",
        AwsKeyKinds.Sso => code is null ? $$"""{"message":{{Text(words)}}}"""
            : $$"""{"message":{{Text(words)}},"__type":{{Text("com.amazonaws.switchboard.portal#" + code)}}}""",
        AwsKeyKinds.SsoToken => code is null ? $$"""{"error_description":{{Text(words)}}}"""
            : $$"""{"error":{{Text(code)}},"error_description":{{Text(words)}}}""",
        "STS" or AwsKeyKinds.Role or AwsKeyKinds.WebIdentity =>
            $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
            + $"{Xml(code, words)}</Error><RequestId>{RequestId}</RequestId></ErrorResponse>",
        "managed service" => code is null
            ? $$"""{"message":{{Text(words)}},"errors":[{"message":{{Text(words)}},"status":400}]}"""
            : $$"""
            {"message":{{Text(words)}},"errors":[{"message":{{Text(words)}},"status":400,"error_code":{{Text(code)}}}]}
            """,
        "Timescale Cloud" => code is null ? $$"""{"message":{{Text(words)}}}"""
            : $$"""{"code":{{Text(code)}},"message":{{Text(words)}}}""",
        _ => $"{{\"error\":\"invalid_grant\",\"trace_id\":\"{RequestId}\"," +
            $"\"error_description\":{Text(code is null ? words : $"{code}: {words}")}}}",
    };

    public static HttpResponseMessage Answer(int status, string body, string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        foreach (var name in new[] { "x-ms-request-id", "request-id", "x-request-id", "x-amzn-requestid" })
            answer.Headers.TryAddWithoutValidation(name, RequestId);
        return answer;
    }

    private static string Text(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Json(string name, params (string Name, string Value)[] members) =>
        $"{{\"{name}\":{{{string.Join(",", members.Select(item => $"\"{item.Name}\":{Text(item.Value)}"))}}}}}";

    private static string Xml(string? code, string words) =>
        (code is null ? "" : $"<Code>{code}</Code>") + $"<Message>{SecurityElement.Escape(words)}</Message>";
}

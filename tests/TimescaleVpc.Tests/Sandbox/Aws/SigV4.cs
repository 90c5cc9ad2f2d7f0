using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>Signs requests by the published rules of Signature Version 4, apart from the sandbox's own code.</summary>
internal sealed record SigV4(string KeyId, string Secret, string? Token = null)
{
    public HttpRequestMessage Sign(string host, string service, string region, string body, DateTime now)
    {
        var stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
            ["host"] = host,
            ["x-amz-date"] = stamp,
        };
        if (Token is not null) headers["x-amz-security-token"] = Token;
        var names = string.Join(';', headers.Keys);
        var canonical = new StringBuilder("POST\n/\n\n");
        foreach (var (name, value) in headers) canonical.Append(name).Append(':').Append(value).Append('\n');
        canonical.Append('\n').Append(names).Append('\n').Append(Digest(body));
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Digest(canonical.ToString())}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://{host}/")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", headers["content-type"]);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", stamp);
        if (Token is not null) request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", Token);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={KeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
        return request;
    }

    /// <summary>The compiler's ToString would show the secret.</summary>
    public override string ToString() => KeyId;

    private static string Digest(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}

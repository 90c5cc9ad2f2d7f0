using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Checks a Signature Version 4 from its published description, with none of the SDK's code.</summary>
internal static class SigV4
{
    /// <summary>What is wrong with the signature; null if it is right.</summary>
    public static string? Fault(Recorded request, string secret, string region, string service, DateTimeOffset now)
    {
        const string Scheme = "AWS4-HMAC-SHA256 ";
        var header = request.Headers.GetValueOrDefault("authorization") ?? "";
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return "no signature";

        var parts = header[Scheme.Length..].Split(',').Select(part => part.Trim().Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        var time = request.Headers["x-amz-date"];
        var signingTime = DateTimeOffset.ParseExact(
            time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((signingTime - now).Duration() > TimeSpan.FromMinutes(5)) return $"signed at {time}, it is {now:u}";

        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        if (!parts["Credential"].EndsWith("/" + scope, StringComparison.Ordinal)) return $"scope {parts["Credential"]}";

        var names = parts["SignedHeaders"].Split(';');
        if (!names.Contains("host") || !names.Contains("x-amz-date")) return "too few headers are signed";
        if (request.Headers.ContainsKey("x-amz-security-token") && !names.Contains("x-amz-security-token"))
            return "the token is not signed";

        var headers = names.Select(
            name => $"{name}:{Folded(name == "host" ? request.Uri.Authority : request.Headers[name])}");
        string[] canonical =
        [
            request.Method.Method, request.Uri.AbsolutePath, request.Uri.Query.TrimStart('?'), .. headers, "",
            parts["SignedHeaders"], Hash(request.Body),
        ];
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(string.Join('\n', canonical))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var right = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return right == parts["Signature"] ? null : "wrong signature";
    }

    private static string Folded(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}

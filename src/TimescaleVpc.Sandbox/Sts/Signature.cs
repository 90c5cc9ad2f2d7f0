using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>Checks Signature Version 4 from the published rules, without any SDK.</summary>
internal sealed class Signature(SimulatedRequest request, string service, string region)
{
    private bool IsEc2 => service == "ec2";

    public AwsPrincipal Verify(AwsIdentities identities)
    {
        var header = request.RawHeader("Authorization");
        if (string.IsNullOrEmpty(header)) throw new AwsRefusalException(
            "MissingAuthenticationToken", "Request is missing Authentication Token", 403);
        var authorization = Authorization.Parse(header) ?? throw new AwsRefusalException(
            "IncompleteSignature", "The request signature does not conform to AWS standards.");
        var key = identities.Key(authorization.KeyId) ?? throw Unknown();
        var time = CheckScope(authorization);
        CheckTime(time);
        CheckToken(key);
        if (!Matches(authorization, key)) throw Mismatch(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret " +
            "Access Key and signing method.");
        // Temporary keys end only once the signature is known to be good.
        if (key.EndsAt <= request.World.Now) throw IsEc2
            ? new AwsRefusalException("RequestExpired", "Request has expired.")
            : new AwsRefusalException("ExpiredToken", "The security token included in the request is expired", 403);
        return key.Principal;
    }

    private string CheckScope(Authorization authorization)
    {
        var time = request.RawHeader("X-Amz-Date") ?? throw new AwsRefusalException(
            "IncompleteSignature", "The header X-Amz-Date is missing.");
        string[] requiredHeaders = request.RawHeader("X-Amz-Security-Token") is null
            ? ["host", "x-amz-date"]
            : ["host", "x-amz-date", "x-amz-security-token"];
        if (requiredHeaders.Except(authorization.SignedHeaders).FirstOrDefault() is { } unsignedHeader)
            throw Mismatch($"'{unsignedHeader}' must be a signed header.");
        if (authorization.Service != service)
            throw Mismatch($"Credential should be scoped to correct service: '{service}'.");
        if (authorization.Region != region)
            throw Mismatch($"Credential should be scoped to a valid region: '{region}'.");
        return time.StartsWith(authorization.Date, StringComparison.Ordinal)
            ? time
            : throw Mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.");
    }

    // SDKs sign with the machine's clock, which a simulated world cannot move: near either clock is near enough.
    private void CheckTime(string time)
    {
        if (!DateTimeOffset.TryParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var signingTime)) throw new AwsRefusalException(
                "IncompleteSignature", "Date must be in ISO-8601 'basic format'.");
        var skew = request.World.Settings.AwsSignatureSkew;
        bool IsNear(DateTimeOffset now) => (now - signingTime).Duration() <= skew;
        var now = request.World.Now;
        if (IsNear(now) || IsNear(DateTimeOffset.UtcNow)) return;
        // EC2 has the same words for it as for a wrong key.
        throw Mismatch(signingTime < now
            ? $"Signature expired: {time} is now earlier than {Basic(now - skew)} ({Basic(now)} - {Minutes(skew)} min.)"
            : $"Signature not yet current: {time} is still later than {Basic(now + skew)} ({Basic(now)} + " +
                $"{Minutes(skew)} min.)");
    }

    private static string Basic(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Minutes(TimeSpan span) => span.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);

    private void CheckToken(AwsKey key)
    {
        if (request.RawHeader("X-Amz-Security-Token") != key.Token) throw new AwsRefusalException(
            "InvalidClientTokenId", "The security token included in the request is invalid", 403);
    }

    private bool Matches(Authorization authorization, AwsKey key)
    {
        var payload = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body)));
        if (request.RawHeader("X-Amz-Content-SHA256") is { } declaredHash && declaredHash != payload) return false;
        var headers = string.Concat(authorization.SignedHeaders.Select(name => $"{name}:{Trimmed(name)}\n"));
        var canonical = string.Join('\n', request.Method, request.Uri.AbsolutePath, Query(), headers,
            string.Join(';', authorization.SignedHeaders), payload);
        var text = string.Join('\n', "AWS4-HMAC-SHA256", request.RawHeader("X-Amz-Date"), authorization.Scope,
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signingKey = new[] { authorization.Date, authorization.Region, authorization.Service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + key.Secret), Mac);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hex(Mac(signingKey, text))), Encoding.ASCII.GetBytes(authorization.Signature));
    }

    private string Trimmed(string name) => string.Join(' ',
        (request.RawHeader(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private string Query() => string.Join('&', SimulatedRequest.Parse(request.Uri.Query.TrimStart('?'))
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
        .Order(StringComparer.Ordinal));

    private AwsRefusalException Unknown() => IsEc2
        ? new AwsRefusalException("AuthFailure", "AWS was not able to validate the provided access credentials", 401)
        : new AwsRefusalException(
            "InvalidClientTokenId", "The security token included in the request is invalid.", 403);

    private AwsRefusalException Mismatch(string reason) => IsEc2
        ? new AwsRefusalException("AuthFailure", "AWS was not able to validate the provided access credentials", 401)
        : new AwsRefusalException("SignatureDoesNotMatch", reason, 403);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A signed statement that proves the identity of an application, instead of a secret.</summary>
internal sealed class ClientAssertion(World world, Tenant tenant, Application app)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public void Check(string assertion, string? type)
    {
        if (type != JwtBearer) throw EntraErrors.Missing(world, "client_assertion_type");
        var parts = assertion.Split('.');
        if (parts.Length != 3) throw Malformed();
        var (header, claims) = (Decode(parts[0]), Decode(parts[1]));
        var key = FindKey(header) ?? throw Failed("The key was not found.");
        if (key.UsableAt > world.Now) throw Failed("The key was not found.");
        if (key.EndsAt <= world.Now) throw Failed("The key has expired.");
        if (!IsSigned(parts, header.String("alg"), key.Certificate)) throw Failed("The key was used but did not fit.");
        CheckClaims(claims);
    }

    // The start of validity is not judged: SDKs stamp assertions with the machine's clock, not with the virtual one.
    private void CheckClaims(JsonObject claims)
    {
        if (!IsThisEndpoint(claims.String("aud"))) throw Refuse(700023,
            $"Client assertion audience claim does not match Realm issuer. Review the documentation at " +
            "https://learn.microsoft.com/entra/identity-platform/certificate-credentials .");
        if (!Same(claims.String("iss"), app.AppId) || !Same(claims.String("sub"), app.AppId)) throw Refuse(700021,
            "Client assertion application identifier does not match 'client_id' parameter.");
        // MSAL writes the number as text.
        var isTime = long.TryParse(claims["exp"]?.ToString(), out var end) && end is > 0 and < 100_000_000_000;
        if (!isTime || DateTimeOffset.FromUnixTimeSeconds(end) <= world.Now) throw Refuse(700024,
            $"Client assertion is not within its valid time range. Current time: {world.Now.Iso()}.");
    }

    private bool IsThisEndpoint(string? audience) => new[] { tenant.Id, tenant.Domain }
        .Select(name => $"https://login.microsoftonline.com/{name}")
        .Any(authority => Same(audience, $"{authority}/oauth2/v2.0/token") || Same(audience, $"{authority}/v2.0"));

    private KeyCredential? FindKey(JsonObject header) => app.Keys.Find(key =>
        header.String("x5t#S256") is { } thumbprint
            ? thumbprint == TokenStore.Base64Url(key.Certificate.GetCertHash(HashAlgorithmName.SHA256))
            : header.String("x5t") == TokenStore.Base64Url(key.Certificate.GetCertHash()));

    private static bool IsSigned(string[] parts, string? algorithm, X509Certificate2 certificate)
    {
        var padding = algorithm switch
        {
            "RS256" => RSASignaturePadding.Pkcs1,
            "PS256" => RSASignaturePadding.Pss,
            _ => null,
        };
        using var key = certificate.GetRSAPublicKey();
        if (padding is null || key is null || Bytes(parts[2]) is not { } signature) return false;
        var content = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        return key.VerifyData(content, signature, HashAlgorithmName.SHA256, padding);
    }

    private JsonObject Decode(string part) =>
        Bytes(part) is { } bytes && Json.Parse(Encoding.UTF8.GetString(bytes)) is { } json ? json : throw Malformed();

    private static byte[]? Bytes(string part)
    {
        var base64 = part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private RefusalException Failed(string why) => Refuse(700027,
        $"The certificate with identifier used to sign the client assertion is not registered on application. {why}");

    private RefusalException Malformed() => Refuse(50027, "JWT token is invalid or malformed.");

    private RefusalException Refuse(int code, string text) =>
        EntraErrors.Refuse(world, 401, "invalid_client", code, text);
}

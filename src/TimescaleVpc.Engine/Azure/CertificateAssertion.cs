using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// An application that signs in with a key: for each tenant an assertion of its own, timed by the session's clock. The
/// SDK's certificate credential would take the machine's.
/// </summary>
internal sealed class CertificateAssertion(
    Wire wire, string homeTenant, string appId, X509Certificate2 certificate) : AsyncCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Room for a clock that runs ahead of Entra's.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var tenant = requestContext.TenantId ?? homeTenant;
        var options = new ClientAssertionCredentialOptions { DisableInstanceDiscovery = true };
        options.On(wire, AzureHosts.Entra(options));
        var audience = new Uri(options.AuthorityHost, $"{tenant}/oauth2/v2.0/token");
        var credential = new ClientAssertionCredential(tenant, appId, _ => Task.FromResult(Sign(audience)), options);
        return credential.GetTokenAsync(new TokenRequestContext(requestContext.Scopes), cancellationToken);
    }

    private string Sign(Uri audience)
    {
        var now = wire.Clock.Now;
        var header = new JsonObject
        {
            ["alg"] = "PS256", ["typ"] = "JWT",
            ["x5t#S256"] = Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        };
        var claims = new JsonObject
        {
            ["aud"] = audience.ToString(),
            ["iss"] = appId,
            ["sub"] = appId,
            ["jti"] = Guid.NewGuid().ToString(),
            ["nbf"] = (now - Skew).ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var text = $"{Encode(header)}.{Encode(claims)}";
        using var key = certificate.GetRSAPrivateKey()!;
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{text}.{Encode(signature)}";
    }

    private static string Encode(JsonObject part) => Encode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-')
        .Replace('/', '_');
}

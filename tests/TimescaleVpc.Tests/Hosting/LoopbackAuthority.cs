using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// Issues tokens for ARM to one application, by its secret, its key or the token of its workload, and to the machine's
/// identity. All other credentials are refused.
/// </summary>
internal sealed class LoopbackAuthority : IDisposable
{
    public const string Tenant = "7e4a4700-0000-4000-8000-000000000001";
    public const string Client = "c11e4700-0000-4000-8000-000000000001";
    public const string Secret = "the+secret/of=the~application";
    public const string Workload = "header.claims.signature-of-the-workload";
    public const string IdentityHeader = "the header that proves to be on this machine";

    private const string Scope = "https://management.azure.com/.default";
    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;

    public LoopbackAuthority(string folder)
    {
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        KeyFile = Path.Combine(folder, "application.pem");
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n");
        WorkloadFile = Path.Combine(folder, "workload.txt");
        File.WriteAllText(WorkloadFile, Workload);
    }

    /// <summary>The application's key and certificate.</summary>
    public string KeyFile { get; }

    /// <summary>The token of the workload.</summary>
    public string WorkloadFile { get; }

    /// <summary>The token that a way to sign in leads to.</summary>
    public static string TokenOf(string way) => $"token by {way}".Replace(' ', '-');

    /// <summary>Whether the token in this header was issued here or by a stand-in's command.</summary>
    public static bool Knows(string authorization) =>
        authorization.StartsWith("Bearer token-by-", StringComparison.Ordinal);

    /// <summary>The endpoint that Azure Automation and App Service offer to a process.</summary>
    public static (int Status, string Body) OfIdentity(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != IdentityHeader
            || request.Query["resource"] != "https://management.azure.com")
            return (400, """{"statusCode":400,"message":"no"}""");
        var token = TokenOf(request.Query["client_id"] == Client ? "user-assigned identity" : "system identity");
        var expires = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        return (200, $$"""{"access_token":"{{token}}","expires_on":"{{expires}}","token_type":"Bearer"}""");
    }

    public async Task<(int Status, string Body)> AnswerAsync(HttpRequest request, string authority)
    {
        if (request.Path == "/common/discovery/instance")
            return (200, $$"""{"tenant_discovery_endpoint":"{{authority}}/{{Tenant}}","metadata":[]}""");
        if (request.Method != "POST" || request.Path != $"/{Tenant}/oauth2/v2.0/token") return (404, "{}");

        var form = await request.ReadFormAsync();
        var isOurs = form["grant_type"] == "client_credentials" && form["client_id"] == Client
            && form["scope"].ToString().Split(' ').Contains(Scope);
        return (isOurs ? WayOf(form, $"{authority}{request.Path}") : null) is { } way
            ? (200, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{TokenOf(way)}}"}""")
            : (401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret."}""");
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }

    private string? WayOf(IFormCollection form, string audience)
    {
        if (form["client_secret"] == Secret) return "client secret";
        var isAssertion = form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        var assertion = form["client_assertion"].ToString();
        return !isAssertion ? null
            : assertion == Workload ? "workload identity"
            : IsSigned(assertion, audience) ? "certificate" : null;
    }

    /// <summary>An assertion as Entra checks it: for whom, by whom, until when, and signed by the known key.</summary>
    private bool IsSigned(string assertion, string audience)
    {
        if (assertion.Split('.') is not [var head, var claims, var signature]) return false;
        var (header, claim) = (JsonOf(head), JsonOf(claims));
        // The library writes the number as a text.
        var expires = long.Parse(claim.GetProperty("exp").ToString(), CultureInfo.InvariantCulture);
        var padding = header.GetProperty("alg").GetString() == "PS256"
            ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return claim.GetProperty("aud").GetString() == audience
            && claim.GetProperty("iss").GetString() == Client && claim.GetProperty("sub").GetString() == Client
            && expires > DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            && key.VerifyData(
                Encoding.ASCII.GetBytes($"{head}.{claims}"), Bytes(signature), HashAlgorithmName.SHA256, padding);
    }

    private static JsonElement JsonOf(string part) => JsonDocument.Parse(Bytes(part)).RootElement;

    private static byte[] Bytes(string part)
    {
        var text = part.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TimescaleVpc.Tests.Sandbox;

public sealed class EntraTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Discovery_ends_the_look_up_of_other_authority_names()
    {
        var reply = await Client.Expect(200, client.Send("GET",
            "https://login.microsoftonline.com/common/discovery/instance?api-version=1.1"));
        Assert.Empty(reply.Json["metadata"]!.AsArray());
    }

    [Theory]
    [InlineData("https://management.azure.com/.default")]
    [InlineData("https://management.azure.com//.default")]
    [InlineData("https://management.azure.com/.default openid profile offline_access")]
    public async Task A_user_gets_a_token_that_looks_like_a_jwt(string scope)
    {
        var token = await client.UserToken("admin", scope);
        var claims = Encoding.UTF8.GetString(Unpack(token.Split('.')[1]));
        Assert.Contains("\"upn\":\"admin@demo.example\"", claims, StringComparison.Ordinal);
        Assert.Contains("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", claims, StringComparison.Ordinal);
        Assert.Contains($"\"tid\":\"{client.Tenant}\"", claims, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("organizations", "{tenantid}")]
    [InlineData("common", "{tenantid}")]
    [InlineData("demo.example", "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411")]
    public async Task An_open_tenant_names_no_issuer(string tenant, string issuer)
    {
        var reply = await Client.Expect(200, client.Send("GET",
            $"https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration"));
        Assert.Equal($"https://login.microsoftonline.com/{issuer}/v2.0", reply["issuer"]);
    }

    [Fact]
    public async Task A_refresh_token_renews_the_sign_in_of_its_user_at_its_client()
    {
        var user = client.World.SignIn.Users[0];
        var first = await Client.Expect(200, client.TokenReply("organizations", ("grant_type", "password"),
            ("client_id", Client.Cli), ("username", user.Key), ("password", user.Value),
            ("scope", "https://management.core.windows.net//.default offline_access openid profile")));
        var refresh = first["refresh_token"]!;
        Task<Reply> Renew(string tenant, string token, string client = Client.Cli) => this.client.TokenReply(tenant,
            ("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token),
            ("scope", "https://graph.microsoft.com//.default offline_access"));

        var renewedReply = await Client.Expect(200, Renew(client.Tenant, refresh));

        var me = await Client.Expect(200, client.Graph("GET", "/me", renewedReply["access_token"]!));
        Assert.Equal(user.Key, me["userPrincipalName"]);
        Assert.NotNull(renewedReply["refresh_token"]);
        await Client.Expect(200, Renew(client.Tenant, refresh));
        await Client.Expect(200, Renew("organizations", refresh));
        await RefusedAsync(9002313, Renew(client.Tenant, "sbx-rt-wrong"));
        await RefusedAsync(9002313, Renew(client.Tenant, refresh, "1950a258-227b-4e31-a9cf-717495945fc2"));
        await RefusedAsync(50020, Renew("platform.example", refresh));
        client.World.Clock.Advance(TimeSpan.FromDays(91));
        await RefusedAsync(700082, Renew(client.Tenant, refresh));
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        var user = client.World.SignIn.Users[0];
        var reply = await Client.Expect(200, client.TokenReply(client.Tenant, ("grant_type", "password"),
            ("client_id", Client.Cli), ("username", user.Key), ("password", user.Value), ("scope", Client.ArmScope)));
        Assert.Null(reply["refresh_token"]);
    }

    private static async Task RefusedAsync(int code, Task<Reply> reply)
    {
        var refusal = await Client.Expect(400, reply);
        Assert.Equal("invalid_grant", refusal["error"]);
        Assert.Equal(code, (int)refusal.Json["error_codes"]![0]!);
    }

    [Theory]
    [InlineData("", 90144)]
    [InlineData("https://management.azure.com/user_impersonation", 70011)]
    [InlineData("https://vault.azure.net/.default", 70011)]
    public async Task A_wrong_scope_is_refused(string scope, int code)
    {
        var user = client.World.SignIn.Users[0];
        var reply = await Client.Expect(400, client.TokenReply(client.Tenant, ("grant_type", "password"),
            ("client_id", Client.Cli), ("username", user.Key), ("password", user.Value), ("scope", scope)));
        if (code == 70011) Assert.Equal("invalid_scope", reply["error"]);
        Assert.Contains(code == 70011 ? "70011" : "900144", reply["error_codes.0"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_have_the_platforms_form()
    {
        var reply = await Client.Expect(400, client.TokenReply(client.Tenant, ("grant_type", "password"),
            ("client_id", Client.Cli), ("username", "admin@demo.example"), ("password", "wrong"),
            ("scope", Client.ArmScope)));
        Assert.Equal("invalid_grant", reply["error"]);
        Assert.Matches("^AADSTS50126: .+ Trace ID: .+ Correlation ID: .+ Timestamp: 2026-01-05 08:00:00Z$",
            reply["error_description"]);
        Assert.Equal("50126", reply["error_codes.0"]);
        Assert.NotNull(reply["trace_id"]);
        Assert.NotNull(reply["correlation_id"]);
    }

    [Fact]
    public async Task An_unknown_tenant_and_an_unknown_application_are_named()
    {
        var tenant = await Client.Expect(400, client.AppTokenReply("a", "b", "nowhere.example"));
        Assert.Equal("90002", tenant["error_codes.0"]);
        var app = await Client.Expect(400, client.AppTokenReply(Guid.NewGuid().ToString(), "b"));
        Assert.Equal("unauthorized_client", app["error"]);
        Assert.Equal("700016", app["error_codes.0"]);
    }

    [Fact]
    public async Task A_new_secret_is_refused_until_it_is_replicated_and_again_once_removed()
    {
        var walk = await new Walk(client).App();
        var creation = await Client.Expect(200, client.Graph("POST", $"/applications/{walk.AppObjectId}/addPassword",
            walk.GraphAdmin, new { passwordCredential = new { displayName = "second" } }));
        var early = await Client.Expect(401, client.AppTokenReply(walk.AppId, creation["secretText"]!));
        Assert.Equal("invalid_client", early["error"]);
        Assert.Equal("7000215", early["error_codes.0"]);
        client.Wait(8);
        await Client.Expect(200, client.AppTokenReply(walk.AppId, creation["secretText"]!));
        await Client.Expect(204, client.Graph("POST", $"/applications/{walk.AppObjectId}/removePassword",
            walk.GraphAdmin, new { keyId = creation["keyId"] }));
        await Client.Expect(401, client.AppTokenReply(walk.AppId, creation["secretText"]!));
        await Client.Expect(200, client.AppTokenReply(walk.AppId, walk.Secret));
    }

    [Fact]
    public async Task An_expired_secret_is_refused()
    {
        var walk = await new Walk(client).App();
        var ends = client.World.Clock.UtcNow.AddMinutes(10);
        var creation = await Client.Expect(200, client.Graph("POST", $"/applications/{walk.AppObjectId}/addPassword",
            walk.GraphAdmin, new { passwordCredential = new { displayName = "short", endDateTime = ends } }));
        client.Wait(60);
        await Client.Expect(200, client.AppTokenReply(walk.AppId, creation["secretText"]!));
        client.Wait(600);
        var late = await Client.Expect(401, client.AppTokenReply(walk.AppId, creation["secretText"]!));
        Assert.Equal("7000222", late["error_codes.0"]);
    }

    [Fact]
    public async Task The_application_must_be_in_the_tenant_and_its_principal_replicated()
    {
        client.World.Settings.SecretReplication = TimeSpan.Zero;
        var admin = await client.UserToken("admin", Client.GraphScope);
        var app = await Client.Expect(201, client.Graph("POST", "/applications", admin, new { displayName = "x" }));
        client.Wait(5);
        var secret = await Client.Expect(200, client.Graph("POST", $"/applications/{app["id"]}/addPassword", admin));
        var none = await Client.Expect(400, client.AppTokenReply(app["appId"]!, secret["secretText"]!));
        Assert.Equal("700016", none["error_codes.0"]);
        await Client.Expect(201, client.Graph("POST", "/servicePrincipals", admin, new { appId = app["appId"] }));
        await Client.Expect(400, client.AppTokenReply(app["appId"]!, secret["secretText"]!));
        client.Wait(5);
        await Client.Expect(200, client.AppTokenReply(app["appId"]!, secret["secretText"]!));
    }

    [Theory]
    [InlineData("AzureADMultipleOrgs", 200)]
    [InlineData("AzureADMyOrg", 400)]
    public async Task Only_a_multi_tenant_application_gets_a_token_of_the_platforms_tenant(string audience, int status)
    {
        var walk = await new Walk(client).App(audience);
        await walk.PlatformPrincipal();
        await walk.Grants();
        client.Wait(45);
        await Client.Expect(200, walk.Request());
        client.Wait(60);
        var state = await walk.State();
        Assert.Equal("PENDING_PEER", state["peering_connections.0.state"]);
        client.Wait(5);
        var tenant = state["peering_connections.0.state_info.to-tenant-id"];
        await Client.Expect(status, client.AppTokenReply(walk.AppId, walk.Secret, tenant));
    }

    [Fact]
    public async Task A_certificate_signs_in_where_its_public_part_is_registered()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=run", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = new DateTimeOffset(client.World.Clock.UtcNow);
        using var certificate = request.CreateSelfSigned(now, now.AddHours(2));
        var walk = await new Walk(client).App();
        await Client.Expect(204, client.Graph("PATCH", $"/applications/{walk.AppObjectId}", walk.GraphAdmin, new
        {
            keyCredentials = new[]
            {
                new
                {
                    type = "AsymmetricX509Cert", usage = "Verify", displayName = "run",
                    key = Convert.ToBase64String(certificate.RawData),
                },
            },
        }));
        var audience = $"https://login.microsoftonline.com/{client.Tenant}/oauth2/v2.0/token";
        var good = Assertion(certificate, rsa, walk.AppId, audience, now.AddMinutes(10), pss: true);
        await ExpectAssertion(401, walk.AppId, good, "700027");
        client.Wait(8);
        await ExpectAssertion(200, walk.AppId, good, null);
        await ExpectAssertion(200, walk.AppId,
            Assertion(certificate, rsa, walk.AppId, audience, now.AddMinutes(10), pss: false), null);
        await ExpectAssertion(401, walk.AppId, good[..^8] + "AAAAAAAA", "700027");
        await ExpectAssertion(401, walk.AppId,
            Assertion(certificate, rsa, walk.AppId, "https://other.example/", now.AddMinutes(10), true), "700023");
        await ExpectAssertion(401, walk.AppId,
            Assertion(certificate, rsa, walk.AppId, audience, now, true), "700024");
        await ExpectAssertion(401, walk.AppId, "a.b", "50027");
        client.Wait(7200);
        await ExpectAssertion(401, walk.AppId,
            Assertion(certificate, rsa, walk.AppId, audience, now.AddHours(9), true), "700027");
    }

    [Fact]
    public async Task Token_requests_change_nothing_and_their_bodies_are_not_kept()
    {
        await client.UserToken();
        var request = Assert.Single(client.World.Requests);
        Assert.Equal(("Entra.Token", false), (request.Kind, request.Mutates));
        Assert.DoesNotContain("sbx-", request.ToString(), StringComparison.Ordinal);
    }

    private async Task ExpectAssertion(int status, string appId, string assertion, string? code)
    {
        var reply = await Client.Expect(status, client.TokenReply(client.Tenant,
            ("grant_type", "client_credentials"), ("client_id", appId), ("scope", Client.ArmScope),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion)));
        if (code is not null) Assert.Equal(code, reply["error_codes.0"]);
    }

    private static string Assertion(
        X509Certificate2 certificate, RSA key, string appId, string audience, DateTimeOffset ends, bool pss)
    {
        var thumbprint = pss
            ? ("x5t#S256", certificate.GetCertHash(HashAlgorithmName.SHA256))
            : ("x5t", certificate.GetCertHash());
        var algorithm = pss ? "PS256" : "RS256";
        var header = $$"""{"alg":"{{algorithm}}","{{thumbprint.Item1}}":"{{Pack(thumbprint.Item2)}}"}""";
        var claims = $$"""
            {"aud":"{{audience}}","iss":"{{appId}}","sub":"{{appId}}","exp":{{ends.ToUnixTimeSeconds()}}}
            """;
        var content = $"{Pack(Encoding.UTF8.GetBytes(header))}.{Pack(Encoding.UTF8.GetBytes(claims))}";
        var padding = pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, padding);
        return $"{content}.{Pack(signature)}";
    }

    private static string Pack(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Unpack(string text) => Convert.FromBase64String(
        text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}

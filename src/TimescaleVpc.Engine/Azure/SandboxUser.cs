using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Signs a user of the sandbox in, with name and password at the simulated token endpoint.</summary>
internal sealed class SandboxUser(Wire wire, string tenantId, string name, Secret password)
{
    /// <summary>The public client id of the Azure CLI, which real users sign in through.</summary>
    private const string ClientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    public async Task<(string Token, DateTimeOffset ExpiresOn)> GetTokenAsync(
        string resource, string? tenant, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("client_id", ClientId), new("username", name),
            new("password", password.Reveal()), new("scope", resource + "/.default"),
        ]);
        var options = new TokenCredentialOptions { AuthorityHost = AzureAuthorityHosts.AzurePublicCloud };
        var entra = AzureHosts.Entra(options);
        var address = new Uri(entra.Address, $"{tenant ?? tenantId}/oauth2/v2.0/token");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        new RequestTraits(MayRepeat: false).SetOn(request);
        using var response = await wire.For(entra).SendAsync(request, cancel);
        var answer = await RefusedAnswer.TakeAsync(
            AzureRefusals.Entra.Platform, entra.Address.Host, response, cancel);
        var body = Json.Parse(answer.Body);
        return body.Text("access_token") is { } token && response.IsSuccessStatusCode
            ? (token, wire.Clock.Now.AddSeconds(body.Number("expires_in") ?? 0))
            : throw new TokenRefusedException(AzureRefusalReader.OAuth(answer), tenant ?? tenantId);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>What the clients as shipped really send must be something the sandbox has an answer for.</summary>
public sealed class SdkTests : IDisposable
{
    private readonly Client client = new();

    private static string OtherProd => Client.ProdVNet.Replace("Network-RG", "Other-RG", StringComparison.Ordinal);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Azure_Identity_signs_an_application_in_and_the_resource_manager_reads()
    {
        var walk = new Walk(client) { Scope = Client.NetworkRg };
        await walk.App();
        await walk.PlatformPrincipal();
        await walk.Grants();
        client.Wait(45);
        var arm = Arm(walk.AppId, walk.Secret);
        var network = await arm.GetGenericResource(new ResourceIdentifier(Client.ProdVNet)).GetAsync();
        Assert.Equal("westeurope", network.Value.Data.Location.Name);
        Assert.Contains("10.1.0.0/16", network.Value.Data.Properties.ToString(), StringComparison.Ordinal);
        var other = new ResourceIdentifier(OtherProd);
        var error = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => arm.GetGenericResource(other).GetAsync());
        Assert.Equal((403, "AuthorizationFailed"), (error.Status, error.ErrorCode));
        var subscriptions = new List<SubscriptionResource>();
        await foreach (var item in arm.GetSubscriptions().GetAllAsync()) subscriptions.Add(item);
        Assert.Equal("Demo Subscription", Assert.Single(subscriptions).Data.DisplayName);
        await foreach (var tenant in arm.GetTenants().GetAllAsync())
            Assert.Equal(client.Tenant, tenant.Data.TenantId.ToString());
        Assert.DoesNotContain(client.World.Requests, request => request.Kind == "Unknown");
    }

    [Fact]
    public async Task Azure_Identity_signs_an_application_in_by_certificate()
    {
        using var rsa = RSA.Create(2048);
        var now = new DateTimeOffset(client.World.Clock.UtcNow);
        using var certificate = new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now, now.AddHours(2));
        var walk = await new Walk(client).App();
        var text = Convert.ToBase64String(certificate.RawData);
        var key = new { type = "AsymmetricX509Cert", usage = "Verify", key = text };
        await Client.Expect(204, client.Graph("PATCH", $"/applications/{walk.AppObjectId}", walk.GraphAdmin,
            new { keyCredentials = new[] { key } }));
        client.Wait(8);
        var credential = new ClientCertificateCredential(client.Tenant, walk.AppId, certificate,
            new ClientCertificateCredentialOptions { Transport = Transport() });
        var token = await credential.GetTokenAsync(new TokenRequestContext([Client.ArmScope]));
        Assert.Equal(403, (await client.Arm("GET", Client.ProdVNet, token.Token)).Status);
    }

    [Fact]
    public async Task The_wrong_secret_is_an_authentication_failure_with_its_code()
    {
        var walk = await new Walk(client).App();
        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => Arm(walk.AppId, "wrong").GetGenericResource(new ResourceIdentifier(Client.ProdVNet)).GetAsync());
        Assert.Contains("AADSTS7000215", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peering_is_made_and_deleted_by_the_generic_resource_client()
    {
        var admin = new ArmClient(new Fixed(await client.UserToken()), default, Options());
        var id = new ResourceIdentifier($"{Client.ProdVNet}/virtualNetworkPeerings/sdk");
        var creation = await admin.GetGenericResources().CreateOrUpdateAsync(Azure.WaitUntil.Started, id,
            new GenericResourceData(AzureLocation.WestEurope)
            {
                Properties = BinaryData.FromObjectAsJson(new
                {
                    remoteVirtualNetwork = new { id = OtherProd },
                }),
            });
        Assert.False(creation.HasCompleted);
        client.Wait(4);
        await creation.UpdateStatusAsync();
        Assert.True(creation.HasCompleted);
        Assert.Contains("Initiated", creation.Value.Data.Properties.ToString(), StringComparison.Ordinal);
        var deletion = await admin.GetGenericResource(id).DeleteAsync(Azure.WaitUntil.Started);
        client.Wait(4);
        await deletion.UpdateStatusAsync();
        Assert.True(deletion.HasCompleted);
    }

    [Fact]
    public async Task The_graph_client_makes_an_application_and_reads_an_error()
    {
        using var http = new HttpClient(client.World.CreateHandler());
        using var graph = new GraphServiceClient(http,
            new BaseBearerTokenAuthenticationProvider(new Bearer(await client.UserToken("admin", Client.GraphScope))));
        var app = await graph.Applications.PostAsync(new Application
        {
            DisplayName = "sdk", SignInAudience = "AzureADMultipleOrgs", Tags = ["timescale-vpc"],
        });
        var early = await Assert.ThrowsAsync<ODataError>(() => graph.Applications[app!.Id].GetAsync());
        Assert.Equal((404, "Request_ResourceNotFound"), (early.ResponseStatusCode, early.Error!.Code));
        client.Wait(5);
        var secret = await graph.Applications[app!.Id].AddPassword.PostAsync(new()
        {
            PasswordCredential = new PasswordCredential { DisplayName = "run" },
        });
        Assert.NotNull(secret!.SecretText);
        var principal = await graph.ServicePrincipals.PostAsync(new ServicePrincipal { AppId = app.AppId });
        client.Wait(5);
        var principals = await graph.ServicePrincipals.GetAsync(options =>
        {
            options.QueryParameters.Filter = $"appId eq '{app.AppId}'";
            options.QueryParameters.Select = ["id", "appOwnerOrganizationId"];
        });
        Assert.Equal(principal!.Id, Assert.Single(principals!.Value!).Id);
        Assert.Equal(client.Tenant, principals.Value![0].AppOwnerOrganizationId.ToString());
        Assert.NotNull(await graph.ServicePrincipalsWithAppId(app.AppId).GetAsync());
        await graph.Applications[app.Id].RemovePassword.PostAsync(new() { KeyId = secret.KeyId });
        await graph.Applications[app.Id].DeleteAsync();
        var bin = await graph.Directory.DeletedItems.GraphApplication.GetAsync();
        Assert.Equal(app.Id, Assert.Single(bin!.Value!).Id);
        await graph.Directory.DeletedItems[app.Id].DeleteAsync();
        Assert.DoesNotContain(client.World.Requests, request => request.Kind == "Unknown");
    }

    private ArmClient Arm(string appId, string secret)
    {
        var credential = new ClientSecretCredential(client.Tenant, appId, secret,
            new ClientSecretCredentialOptions { Transport = Transport() });
        return new ArmClient(credential, default, Options());
    }

    private ArmClientOptions Options()
    {
        var options = new ArmClientOptions { Transport = Transport() };
        options.Retry.MaxRetries = 0;
        options.SetApiVersion(new ResourceType("Microsoft.Network/virtualNetworks"), "2024-05-01");
        options.SetApiVersion(
            new ResourceType("Microsoft.Network/virtualNetworks/virtualNetworkPeerings"), "2024-05-01");
        return options;
    }

    private HttpClientTransport Transport() => new(client.World.CreateHandler());

    private sealed class Fixed(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancel) =>
            new(token, DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancel) =>
            ValueTask.FromResult(GetToken(context, cancel));
    }

    private sealed class Bearer(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(Uri uri,
            Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancel = default) =>
            Task.FromResult(token);
    }
}

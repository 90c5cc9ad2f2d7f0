using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Which Azure sign-in a session takes, and that it says so.</summary>
[Collection("Environment variables")]
public sealed class AzureSignInTests
{
    [Fact]
    public async Task The_first_way_that_gives_a_token_is_taken_said_and_kept()
    {
        var asks = new List<string>();
        var chain = new SignInChain([Absent("one", asks), Gives("two", asks), Gives("three", asks)]);
        Assert.Null(chain.Taken);

        var sink = new Collector();
        AmbientWork.Sink = sink;
        await AskAsync(chain.Make());
        await AskAsync(chain.Make());

        Assert.Equal("two", chain.Taken);
        Assert.Equal(["one", "two", "two"], asks);
        Assert.Single(sink.Texts, text => text == "Signed in to Azure: two.");
    }

    [Fact]
    public async Task A_way_that_is_there_and_fails_is_the_error()
    {
        var asks = new List<string>();
        var chain = new SignInChain([new("broken", () => new Credential(() =>
            throw new AuthenticationFailedException("AADSTS7000215: Invalid client secret."))), Gives("two", asks)]);
        var error = await Assert.ThrowsAsync<TokenRefusedException>(async () =>
            await new AzureTokens(chain.Make, WorkClock.Real).GetAsync(AzureTokens.Arm, null, null, default));
        Assert.Equal("AADSTS7000215", error.Code);
        Assert.Empty(asks);
    }

    [Fact]
    public async Task If_there_is_none_the_error_names_what_was_tried()
    {
        var chain = new SignInChain([Absent("one", []), Absent("two", [])]);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(async () =>
            await new AzureTokens(chain.Make, WorkClock.Real).GetAsync(AzureTokens.Arm, null, null, default));
        Assert.Equal("AzureSignInFailed", error.ErrorId);
        Assert.Contains("one: not there. two: not there.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// AZURE_TOKEN_CREDENTIALS as the SDKs take it; what it cannot mean is refused before anything is sent.
    /// </summary>
    [Theory]
    [InlineData(null, "AzureCliCredential EnvironmentCredential ManagedIdentityCredential")]
    [InlineData(" dev\n", "AzureCliCredential")]
    [InlineData("PROD", "EnvironmentCredential ManagedIdentityCredential")]
    [InlineData("managedidentitycredential", "ManagedIdentityCredential")]
    [InlineData("VisualStudioCredential", "does not sign in that way; it knows dev, prod, EnvironmentCredential")]
    [InlineData("dve", "'dve'")]
    [InlineData("dev;prod", "It takes dev, prod, or one of EnvironmentCredential, ManagedIdentityCredential")]
    public void The_environment_chooses_among_the_ways_or_is_refused(string? value, string expected)
    {
        SignInWay[] ways =
        [
            new("one", () => null!) { Class = "EnvironmentCredential" },
            new("two", () => null!) { Class = "ManagedIdentityCredential" },
            new("three", () => null!) { Class = "AzureCliCredential", IsTool = true },
        ];
        Environment.SetEnvironmentVariable("AZURE_TOKEN_CREDENTIALS", value);
        try
        {
            Assert.Equal(expected, string.Join(' ', SignInSettings.Admitted(ways).Select(way => way.Class).Order()));
        }
        catch (TimescaleVpcException error)
        {
            Assert.Equal("AzureSignInSettingInvalid", error.ErrorId);
            Assert.Contains(expected, $"{error.Message} {error.RecommendedAction}", StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_TOKEN_CREDENTIALS", null);
        }
    }

    /// <summary>A person's tool that asks for more than it has does not hide behind "none of these is there".</summary>
    [Fact]
    public async Task A_tool_that_wants_another_sign_in_is_named_with_its_words()
    {
        SignInWay az = new("Azure CLI", () => new Credential(() => throw new AuthenticationFailedException(
            "AADSTS50076: You must use multi-factor authentication to access it. "
            + "Trace ID: 0f8fad5b-d9cb-469f-a165-70867728950e Correlation ID: 1"))) { IsTool = true };
        SignInWay other = new("Azure PowerShell", () => new Credential(() => throw new CredentialUnavailableException(
            "Please run 'Connect-AzAccount' to set up account."))) { IsTool = true };
        var chain = new SignInChain([Absent("Environment", []), az, other]);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(async () =>
            await new AzureTokens(chain.Make, WorkClock.Real).GetAsync(AzureTokens.Arm, null, null, default));
        Assert.Equal("AzureSignInFailed", error.ErrorId);
        Assert.Contains("Azure CLI: AADSTS50076: You must use multi-factor", error.Message, StringComparison.Ordinal);
        Assert.Contains("Azure PowerShell: Please run 'Connect-AzAccount'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace ID", error.Message, StringComparison.Ordinal);
        Assert.Equal("AADSTS50076", error.Refusal?.Code);
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", error.Refusal!.RequestId);
    }

    [Fact]
    public async Task The_managed_identity_of_the_host_is_asked_for_the_client_id_that_was_named()
    {
        using var endpoint = new IdentityEndpoint();
        using var wire = new Wire(WorkClock.Real);

        var way = SignIn.ManagedIdentity(wire, "11111111-2222-3333-4444-555555555555");
        await AskAsync(way.Make());
        Assert.Equal("Managed identity 11111111-2222-3333-4444-555555555555", way.Taken);
        Assert.Contains("client_id=11111111-2222-3333-4444-555555555555", Assert.Single(endpoint.Asked),
            StringComparison.Ordinal);

        var defaultWays = SignIn.Default(wire, null);
        await AskAsync(defaultWays.Make());
        Assert.Equal("Managed identity", defaultWays.Taken);
        Assert.DoesNotContain("client_id", endpoint.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Az_session_decides_tenant_and_subscription_unless_they_are_named()
    {
        var world = (await Walk.StartAsync()).World;
        var subscription = (await SignedInAsync(world, new ConnectRequest())).SubscriptionId!;
        const string Elsewhere = "99999999-0000-0000-0000-000000000000";

        var tenants = new List<string?>();
        var session = await SignedInAsync(world, new ConnectRequest
        {
            AzSession = Az(world, tenants, world.SignIn.TenantId, subscription),
        });
        Assert.Equal(subscription, session.SubscriptionId);
        Assert.Equal("Az session admin@demo.example", session.AzureSignIn);
        Assert.Equal([world.SignIn.TenantId], tenants.Distinct());

        var request = new ConnectRequest { AzSession = Az(world, [], world.SignIn.TenantId, Elsewhere) };
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => SignedInAsync(world, request));
        Assert.Equal("SubscriptionNotFound", error.ErrorId);

        session = await SignedInAsync(world, request with { Subscription = "Demo Subscription" });
        Assert.Equal(subscription, session.SubscriptionId);
    }

    /// <summary>A session on the sandbox's wire that does not know that it is one.</summary>
    private static async Task<TimescaleSession> SignedInAsync(VpcSandbox world, ConnectRequest request)
    {
        var wire = new Wire(new WorkClock(world.Time, world.Activity), world.CreateHandler());
        using var work = wire.Clock.Work();
        using var state = new SessionState(
            request.AzSession is null ? request with { AzSession = Az(world, [], null, null) } : request,
            wire, [], null);
        var session = state.Session = new TimescaleSession { State = state };
        await state.SignInAsync<AzureAccount>(CancellationToken.None);
        return session;
    }

    private static AzSession Az(VpcSandbox world, List<string?> tenants, string? tenant, string? subscription)
    {
        var user = world.SignIn.Users[0];
        var wire = new Wire(new WorkClock(world.Time, world.Activity), world.CreateHandler());
        var signIn = new SandboxUser(wire, world.SignIn.TenantId, user.Key, new Secret(user.Value));
        return new("admin@demo.example", tenant, subscription, (resource, tokenTenant, cancel) =>
        {
            tenants.Add(tokenTenant);
            return signIn.GetTokenAsync(resource, tokenTenant, cancel);
        });
    }

    private static ValueTask<AccessToken> AskAsync(TokenCredential credential) =>
        credential.GetTokenAsync(new TokenRequestContext([AzureTokens.Arm + "/.default"]), CancellationToken.None);

    private static SignInWay Gives(string name, List<string> asks) => new(name, () => new Credential(() =>
    {
        asks.Add(name);
        return new AccessToken("token", DateTimeOffset.MaxValue);
    }));

    private static SignInWay Absent(string name, List<string> asks) => new(name, () => new Credential(() =>
    {
        asks.Add(name);
        throw new CredentialUnavailableException("not there");
    }));

    private sealed class Credential(Func<AccessToken> give) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            give();

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) => new(give());
    }

    /// <summary>The endpoint that Azure Automation and App Service offer to a process.</summary>
    private sealed class IdentityEndpoint : IDisposable
    {
        private static readonly string[] Variables = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER"];

        private readonly HttpListener listener = new();

        public IdentityEndpoint()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/msi/token/";
            probe.Stop();
            listener.Prefixes.Add(address);
            listener.Start();
            foreach (var variable in Variables) Environment.SetEnvironmentVariable(variable, address);
            _ = AnswerAsync();
        }

        public List<string> Asked { get; } = [];

        public void Dispose()
        {
            foreach (var variable in Variables) Environment.SetEnvironmentVariable(variable, null);
            listener.Close();
        }

        private async Task AnswerAsync()
        {
            while (listener.IsListening)
            {
                var visit = await listener.GetContextAsync();
                Asked.Add(visit.Request.RawUrl!);
                var expires = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
                visit.Response.ContentType = "application/json";
                visit.Response.Close(Encoding.UTF8.GetBytes(
                    $$"""{"access_token":"token","expires_on":"{{expires}}","token_type":"Bearer"}"""), true);
            }
        }
    }
}

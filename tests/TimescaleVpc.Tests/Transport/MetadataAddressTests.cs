using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// The address at which a machine in a cloud gets its keys can belong to any server elsewhere. Its redirects are not
/// followed, the other ways are tried, and the error names the response of that address.
/// </summary>
[Collection("Environment variables")]
public sealed class MetadataAddressTests : IDisposable
{
    private const string Elsewhere = "https://portal.example/login";
    private const string Metadata = "http://169.254.169.254";

    private readonly FarEnd far = new(_ => FarEnd.Answer(302, "{}", $"Location: {Elsewhere}?x=1"));

    [Fact]
    public async Task Azure_goes_on_to_the_CLI()
    {
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var collector = new Collector();
        AmbientWork.Sink = collector;
        var chain = Chain(wire, () => new AccessToken("t", DateTimeOffset.MaxValue));

        var token = await new AzureTokens(chain.Make, wire.Clock).GetAsync(AzureTokens.Arm, null, null, default);

        Assert.Equal(("t", "Azure CLI"), (token.Token, chain.Taken));
        Assert.Contains(collector.Texts, text => text.StartsWith("Managed identity: ", StringComparison.Ordinal)
            && text.Contains(Elsewhere, StringComparison.Ordinal));
        NothingWentElsewhere();
    }

    [Fact]
    public async Task Azure_names_what_answered_there_if_there_is_nothing_else()
    {
        using var wire = new Wire(WorkClock.Real, far.Handler());
        AmbientWork.Sink = new Collector();

        var chain = Chain(
            wire, () => throw new CredentialUnavailableException("Please run 'az login' to set up account"));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(async () =>
            await new AzureTokens(chain.Make, wire.Clock).GetAsync(AzureTokens.Arm, null, null, default));

        Assert.Equal("AzureSignInFailed", error.ErrorId);
        Assert.Matches($"Managed identity: .*169\\.254\\.169\\.254.*{Elsewhere}", error.Message);
        Assert.Contains("Azure CLI: Please run 'az login'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("x=1", error.Message, StringComparison.Ordinal);
        NothingWentElsewhere();
    }

    [Fact]
    public async Task AWS_has_no_keys_then_and_names_what_answered_there()
    {
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var chain = new ChainKeys("default", _ => null, wire.ForSignIn("set another address"));

        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => AwsSignIn.From(chain, "us-east-1").GetAsync(default, wire));

        Assert.Equal("AwsCredentialsMissing", error.ErrorId);
        Assert.Matches($"an EC2 instance: .*169\\.254\\.169\\.254.*{Elsewhere}", error.Message);
        Assert.DoesNotContain("x=1", error.Message, StringComparison.Ordinal);
        Assert.Single(far.Requests);
        NothingWentElsewhere();
    }

    public void Dispose() => far.Dispose();

    /// <summary>The chain from the host's identity on, with a command az of our own.</summary>
    private static SignInChain Chain(Wire wire, Func<AccessToken> az) => new(
    [
        SignIn.HostIdentity(wire),
        new("Azure CLI", () => DelegatedTokenCredential.Create((_, _) => az())) { IsTool = true },
    ]);

    private void NothingWentElsewhere()
    {
        Assert.NotEmpty(far.Requests);
        Assert.All(far.Requests, request => Assert.Equal(Metadata, request.Origin));
    }
}

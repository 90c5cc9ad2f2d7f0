using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>One way to sign in to Azure.</summary>
/// <param name="Name">What the session shows of it.</param>
/// <param name="Make">Makes a credential that has no tokens yet.</param>
internal sealed record SignInWay(string Name, Func<TokenCredential> Make);

/// <summary>
/// The ways to sign in, in order. The first that gives a token is taken, said, and kept for the life of the session.
/// </summary>
internal sealed class SignInChain(IReadOnlyList<SignInWay> ways)
{
    private readonly IReadOnlyList<SignInWay> ways = ways;
    private SignInWay? taken;

    /// <summary>The way that was taken; null before the first token.</summary>
    public string? Taken => taken?.Name;

    /// <summary>A credential without tokens, for <see cref="AzureTokens"/>.</summary>
    public TokenCredential Make() => taken?.Make() ?? (ways is [var only] ? new Said(this, only) : new First(this));

    private void Take(SignInWay way)
    {
        if (taken is not null) return;
        taken = way;
        Scope.Sink?.Verbose($"Signed in to Azure: {way.Name}.");
    }

    /// <summary>The only way: what is wrong with it is the error.</summary>
    private sealed class Said(SignInChain chain, SignInWay way) : AsyncCredential
    {
        private readonly TokenCredential credential = way.Make();

        public override async ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var token = await credential.GetTokenAsync(requestContext, cancellationToken);
            chain.Take(way);
            return token;
        }
    }

    /// <summary>
    /// Tries one way after the other. A way that is there and fails ends it: it is the one that is meant.
    /// </summary>
    private sealed class First(SignInChain chain) : AsyncCredential
    {
        private TokenCredential? found;

        public override async ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (found is not null) return await found.GetTokenAsync(requestContext, cancellationToken);
            foreach (var way in chain.ways)
            {
                try
                {
                    var credential = way.Make();
                    var token = await credential.GetTokenAsync(requestContext, cancellationToken);
                    found = credential;
                    chain.Take(way);
                    return token;
                }
                catch (CredentialUnavailableException unavailable)
                {
                    Scope.Sink?.Debug($"{way.Name}: {AzureTokens.FirstLine(unavailable.Message)}");
                }
            }

            throw new CredentialUnavailableException(
                $"none of these is there: {string.Join(", ", chain.ways.Select(way => way.Name))}.");
        }
    }

    private abstract class AsyncCredential : TokenCredential
    {
        public sealed override AccessToken GetToken(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The engine is asynchronous throughout.");
    }
}

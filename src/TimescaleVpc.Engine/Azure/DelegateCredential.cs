using Azure.Core;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A credential that is asked without blocking a thread, as all of the engine is.</summary>
internal abstract class AsyncCredential : TokenCredential
{
    public sealed override AccessToken GetToken(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The engine is asynchronous throughout.");
}

/// <summary>A credential made of a function: the Az session of the runspace, or a user of the sandbox.</summary>
internal sealed class DelegateCredential(
    Func<string, string?, CancellationToken, Task<(string Token, DateTimeOffset ExpiresOn)>> ask) : AsyncCredential
{
    public override async ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var scope = requestContext.Scopes[0];
        var resource = scope.EndsWith("/.default", StringComparison.Ordinal) ? scope[..^"/.default".Length] : scope;
        var (token, expires) = await ask(resource, requestContext.TenantId, cancellationToken);
        return new AccessToken(token, expires);
    }
}

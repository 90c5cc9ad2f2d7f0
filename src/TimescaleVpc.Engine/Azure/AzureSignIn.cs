using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// How a session signs in to Azure: as Connect-Timescale says, as a user of the sandbox, or by the usual chain.
/// </summary>
internal sealed class AzureSignIn(ConnectRequest request, Wire wire, VpcSandbox? sandbox)
{
    private string? Tenant => request.TenantId ?? AzContext?.TenantId ?? sandbox?.SignIn.TenantId;

    /// <summary>Without a parameter, the settings of the Az session apply.</summary>
    private AzSession? AzContext =>
        request.Subscription is null && request.TenantId is null ? request.AzSession : null;

    public async Task<ICloudAccount> AccountAsync(CancellationToken cancel)
    {
        var chain = Chain();
        var tokens = new AzureTokens(chain.Make, wire.Clock);
        var subscription = await ArmSubscriptions.ResolveAsync(
            wire, tokens, Tenant, request.Subscription ?? AzContext?.SubscriptionId, cancel);
        return new AzureAccount(wire, tokens, subscription, chain.Taken);
    }

    /// <summary>All subscriptions that the sign-in sees, whichever the session works in.</summary>
    public async Task<IReadOnlyList<AzureSubscription>> SubscriptionsAsync(CancellationToken cancel) =>
        await ArmSubscriptions.ListAsync(wire, new AzureTokens(Chain().Make, wire.Clock), Tenant, cancel);

    private SignInChain Chain()
    {
        if (sandbox is not null)
        {
            var users = sandbox.SignIn.Users;
            var userName = request.SandboxUser ?? users[0].Key;
            var user = users.FirstOrDefault(item => Names(item.Key, userName));
            if (user.Key is null)
            {
                throw Catalogue.SandboxUserUnknown.For(
                    userName, userName, NearNames.Of(userName, users.Select(item => item.Key)));
            }

            var signIn = new SandboxUser(wire, sandbox.SignIn.TenantId, user.Key, new Secret(user.Value));
            var name = sandbox.AzureSignIn ?? $"Sandbox user {user.Key}";
            return new([new(name, () => new DelegateCredential(signIn.GetTokenAsync))]);
        }

        if (request.ManagedIdentity) return SignIn.ManagedIdentity(wire, request.ManagedIdentityClientId);
        if (request.AzSession is { } az)
            return new([new($"Az session {az.Account}".TrimEnd(), () => new DelegateCredential(az.GetTokenAsync))]);
        SignInSettings.RequireEnvironment();
        return SignIn.Default(wire, request.TenantId);
    }

    /// <summary>The whole name, or the part before the @.</summary>
    private static bool Names(string user, string name) => Same(user, name) || Same(user.Split('@')[0], name);
}

using System.Net.Sockets;
using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Access tokens of one identity, for any resource and tenant. It keeps them until shortly before they expire; a fresh
/// one is asked for where an older one may not know of a new role.
/// </summary>
internal sealed class AzureTokens(Func<TokenCredential> makeCredential, WorkClock clock)
{
    public const string Arm = "https://management.azure.com";
    public const string Graph = "https://graph.microsoft.com";

    /// <summary>Room for clock skew and for the request itself.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Resource, string? Tenant), SharedAnswer<AccessToken>> requests = [];
    private TokenCredential credential = makeCredential();

    /// <summary>The time now, as it counts for the age of tokens.</summary>
    public DateTimeOffset Now => clock.Now;

    /// <summary>A token. Callers that need the same one at the same time share the request, and its failure.</summary>
    /// <param name="resource">The address that the token is for.</param>
    /// <param name="tenant">The tenant that issues it; null is the identity's own.</param>
    /// <param name="newerThan">When a token would be too old; null takes any that has not expired.</param>
    /// <param name="cancel">Stops the request.</param>
    public async ValueTask<AccessToken> GetAsync(
        string resource, string? tenant, DateTimeOffset? newerThan, CancellationToken cancel)
    {
        var key = (Resource: resource, Tenant: tenant?.ToLowerInvariant());
        while (true)
        {
            SharedAnswer<AccessToken> request;
            var isMine = false;
            lock (requests)
            {
                if (!requests.TryGetValue(key, out request!) || !Serves(request, newerThan))
                    (request, isMine) = (requests[key] = new(clock), true);
            }

            if (isMine) return await request.AskAsync(() => AskAsync(key, newerThan is not null, cancel));
            if (request.Task.IsCompletedSuccessfully || await request.WaitAsync(cancel)) return await request.Task;
        }
    }

    private bool Serves(SharedAnswer<AccessToken> request, DateTimeOffset? newerThan)
    {
        if (newerThan is { } limit && request.At <= limit) return false;
        return !request.Task.IsCompleted
            || request.Task.IsCompletedSuccessfully && request.Task.Result.ExpiresOn - Margin > clock.Now;
    }

    private async Task<AccessToken> AskAsync(
        (string Resource, string? Tenant) key, bool fresh, CancellationToken cancel)
    {
        // The SDKs keep tokens per credential object, so only a new object asks for a new token.
        if (fresh) credential = makeCredential();
        var (resource, tenant) = key;
        var refusal = AmbientWork.SignInRefusal = new SignInRefusal();
        var context = new TokenRequestContext([resource + "/.default"], tenantId: tenant);
        try
        {
            return await credential.GetTokenAsync(context, cancel);
        }
        catch (CredentialUnavailableException error)
        {
            throw SignInWords.Failed(SignInWords.Of(error), tenant);
        }
        catch (AuthenticationFailedException error)
        {
            throw Unanswered(error, tenant) ?? (Exception)new TokenRefusedException(
                TokenRefusedException.Read(error, refusal), tenant);
        }
        catch (Exception error) when (
            !cancel.IsCancellationRequested && Unanswered(error, tenant) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Entra was not reached, or something else answered in its place; null if it has spoken.</summary>
    internal static TimescaleVpcException? Unanswered(Exception error, string? tenant)
    {
        const string Entra = "Entra ID", What = "sign in to Azure";
        if (WireException.In(error) is { } wire) return wire.ToError(tenant, What);
        var cause = error.GetBaseException();
        return cause switch
        {
            OperationCanceledException => Catalogue.ConnectionLost.For(tenant, Entra, What, "no answer in time"),
            HttpRequestException or IOException or SocketException =>
                Catalogue.ConnectionLost.For(tenant, Entra, What, cause.GetType().Name),
            JsonException => Catalogue.UnreadableAnswer.For(tenant, Entra, What, 200),
            _ => null,
        };
    }
}

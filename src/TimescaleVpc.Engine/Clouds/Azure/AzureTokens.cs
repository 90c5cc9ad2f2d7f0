using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// Access tokens of one identity, for any resource and tenant. It keeps them until shortly before they expire; a fresh
/// one is asked for where an older one may not know of a new role.
/// </summary>
internal sealed class AzureTokens(Func<TokenCredential> makeCredential, Pace pace)
{
    public const string Arm = "https://management.azure.com";
    public const string Graph = "https://graph.microsoft.com";

    /// <summary>Room for clock skew and for the request itself.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Resource, string? Tenant), AccessToken> kept = new();
    private readonly Gate gate = new(pace);
    private TokenCredential credential = makeCredential();

    /// <param name="resource">The address that the token is for.</param>
    /// <param name="tenant">The tenant that issues it; null is the identity's own.</param>
    /// <param name="fresh">Whether a kept token will not do.</param>
    /// <param name="cancel">Stops the request.</param>
    public async ValueTask<AccessToken> GetAsync(
        string resource, string? tenant, bool fresh, CancellationToken cancel)
    {
        var key = (Resource: resource, Tenant: tenant?.ToLowerInvariant());
        if (fresh) return await AskAsync(key, true, cancel);
        if (Kept(key) is { } old) return old;

        // Requests side by side wait for the token that the first of them asks for.
        return await gate.OneAtATimeAsync(
            $"{key.Resource} {key.Tenant}",
            async () => Kept(key) ?? await AskAsync(key, false, cancel), cancel);
    }

    private AccessToken? Kept((string Resource, string? Tenant) key) =>
        kept.TryGetValue(key, out var old) && old.ExpiresOn - Margin > pace.Now ? old : null;

    private async Task<AccessToken> AskAsync(
        (string Resource, string? Tenant) key, bool fresh, CancellationToken cancel)
    {
        // The SDKs keep tokens per credential object, so only a new object asks for a new token.
        if (fresh) credential = makeCredential();
        var (resource, tenant) = key;
        var context = new TokenRequestContext([resource + "/.default"], tenantId: tenant);
        try
        {
            var token = await credential.GetTokenAsync(context, cancel);
            kept[key] = token;
            return token;
        }
        catch (CredentialUnavailableException error)
        {
            throw Catalogue.AzureSignInFailed.For(tenant, FirstLine(error.Message));
        }
        catch (AuthenticationFailedException error)
        {
            throw Unanswered(error.GetBaseException(), tenant) ?? (Exception)TokenRefusedException.From(error);
        }
        catch (Exception error) when (
            !cancel.IsCancellationRequested && Unanswered(error.GetBaseException(), tenant) is not null)
        {
            throw Unanswered(error.GetBaseException(), tenant)!;
        }
    }

    /// <summary>Entra was not reached, or something else answered in its place; null if it has spoken.</summary>
    private static TimescaleVpcException? Unanswered(Exception cause, string? tenant)
    {
        const string Entra = "Entra ID", What = "sign in to Azure";
        return cause switch
        {
            OperationCanceledException => Catalogue.ConnectionLost.For(tenant, Entra, What, "no answer in time"),
            HttpRequestException or IOException or SocketException =>
                Catalogue.ConnectionLost.For(tenant, Entra, What, cause.GetType().Name),
            JsonException => Catalogue.UnreadableAnswer.For(tenant, Entra, What, 200),
            _ => null,
        };
    }

    /// <summary>Such messages hold a whole list of attempts and links; the first line says enough.</summary>
    internal static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0].Trim();
}

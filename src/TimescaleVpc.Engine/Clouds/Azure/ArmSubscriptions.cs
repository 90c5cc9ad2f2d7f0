using Azure;
using Azure.Core;
using Azure.ResourceManager;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>A subscription that the sign-in sees, and the tenant that it belongs to.</summary>
internal sealed record AzureSubscription(string Id, string Name, string TenantId)
{
    public override string ToString() => $"{Name} ({Id})";
}

/// <summary>Finds the subscription that a session works in.</summary>
internal static class ArmSubscriptions
{
    /// <param name="wire">The session's wire.</param>
    /// <param name="tokens">The sign-in.</param>
    /// <param name="tenant">The tenant, if one was named.</param>
    /// <param name="wanted">Name or id; null takes the only one there is.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<AzureSubscription> ResolveAsync(
        Wire wire, AzureTokens tokens, string? tenant, string? wanted, CancellationToken cancel)
    {
        var seen = await ListAsync(wire, tokens, tenant, cancel);
        var matches = wanted is null ? seen : seen.FindAll(item => Same(item.Id, wanted) || Same(item.Name, wanted));
        return matches switch
        {
            [var only] => only,
            [] => throw Catalogue.SubscriptionNotFound.For(wanted, wanted ?? "(any)", List(seen)),
            _ => throw Catalogue.SubscriptionAmbiguous.For(wanted, List(matches)),
        };
    }

    /// <summary>All subscriptions that the sign-in sees.</summary>
    public static async Task<List<AzureSubscription>> ListAsync(
        Wire wire, AzureTokens tokens, string? tenant, CancellationToken cancel)
    {
        const string What = "list the subscriptions";
        var seen = new List<AzureSubscription>();
        try
        {
            var client = new ArmClient(new KeptToken(tokens, tenant), default, new ArmClientOptions().On(wire));
            await foreach (var item in client.GetSubscriptions().GetAllAsync(cancel))
                seen.Add(new(item.Data.SubscriptionId, item.Data.DisplayName, item.Data.TenantId?.ToString() ?? ""));
        }
        catch (RequestFailedException error)
        {
            throw error.Status == 0
                ? Catalogue.ConnectionLost.For(tenant, "Azure", What, "no answer")
                : error.Status is 408 or 429 or >= 500 ? Catalogue.Overload(tenant, "Azure", What, error.Status)
                : Catalogue.AzureTokenRejected.For(tenant, What, error.ErrorCode ?? $"HTTP {error.Status}");
        }
        catch (Exception error) when (error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw Catalogue.ConnectionLost.For(tenant, "Azure", What, "no answer in time");
        }
        catch (Exception error) when (
            error is not (OperationCanceledException or TimescaleVpcException or TokenRefusedException))
        {
            // What the SDK cannot read makes it throw whatever its parser throws.
            throw Catalogue.UnreadableAnswer.For(tenant, "Azure", What, 200);
        }

        return seen;
    }

    private static string List(List<AzureSubscription> items) => items.Count == 0 ? "none" : string.Join(", ", items);

    /// <summary>Gives the SDK's client the session's own tokens.</summary>
    private sealed class KeptToken(AzureTokens tokens, string? tenant) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The engine is asynchronous throughout.");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            tokens.GetAsync(AzureTokens.Arm, tenant, null, cancellationToken);
    }
}

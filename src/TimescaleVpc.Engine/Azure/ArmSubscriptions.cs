using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

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
    /// <param name="name">Name or id; null takes the only one there is.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<AzureSubscription> ResolveAsync(
        Wire wire, AzureTokens tokens, string? tenant, string? name, CancellationToken cancel)
    {
        var subscriptions = await ListAsync(wire, tokens, tenant, cancel);
        var matches = name is null ? subscriptions
            : [.. subscriptions.Where(item => Same(item.Id, name) || Same(item.Name, name))];
        return matches switch
        {
            [var subscription] => subscription,
            [] => throw Catalogue.SubscriptionNotFound.For(
                name, name ?? "(any)", NearNames.Of(name, subscriptions, item => item.Name, item => $"{item}")),
            _ => throw Catalogue.SubscriptionAmbiguous.For(
                name, name is null ? "and none was named" : $"named '{name}'", List(matches)),
        };
    }

    /// <summary>All subscriptions that the sign-in sees.</summary>
    public static async Task<IReadOnlyList<AzureSubscription>> ListAsync(
        Wire wire, AzureTokens tokens, string? tenant, CancellationToken cancel)
    {
        var arm = new ArmTransport(wire, tokens, tenant);
        return await arm.ListAsync("/subscriptions", "?api-version=2022-12-01", Read, cancel);
    }

    private static AzureSubscription? Read(JsonNode? item) =>
        item.Text("subscriptionId") is { Length: > 0 } id
            ? new(id, item.Text("displayName") ?? "", item.Text("tenantId") ?? "") : null;

    private static string List(IReadOnlyList<AzureSubscription> items) =>
        items.Count == 0 ? "none" : string.Join(", ", items);
}

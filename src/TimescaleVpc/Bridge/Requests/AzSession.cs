namespace TimescaleVpc;

/// <summary> The Az session of a runspace: its account, its settings, and access to its tokens. </summary>
/// <param name="Account">The user or service principal; null if Az does not report it.</param>
/// <param name="TenantId">The tenant of its current context.</param>
/// <param name="SubscriptionId">The subscription of its current context.</param>
/// <param name="GetTokenAsync">Resource address and tenant, or null, to a token and its expiry.</param>
internal sealed record AzSession(
    string? Account,
    string? TenantId,
    string? SubscriptionId,
    Func<string, string?, CancellationToken, Task<(string Token, DateTimeOffset ExpiresOn)>> GetTokenAsync);

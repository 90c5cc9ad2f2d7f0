using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Checks the tokens of a request: the primary one, and those of other tenants.</summary>
internal static class ArmTokens
{
    private const int MaxAuxiliary = 3;

    public static AccessToken Authenticate(SimulatedRequest request)
    {
        var subscription = request.World.Arm.Subscription(Scopes.SubscriptionId(request.Path));
        var header = request.Header("Authorization");
        if (string.IsNullOrEmpty(header)) throw Unauthorized(subscription, "AuthenticationFailed",
            "Authentication failed. The 'Authorization' header is missing.");
        var scheme = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        if (!scheme) throw Unauthorized(subscription, "AuthenticationFailedInvalidHeader",
            "Authentication failed. The 'Authorization' header is provided in an invalid format.");
        var token = request.World.Entra.Tokens.Find(header["Bearer ".Length..].Trim())
            ?? throw Unauthorized(subscription, "InvalidAuthenticationToken", "The access token is invalid.");
        Check(request.World, token, subscription);
        return token;
    }

    /// <summary>The auxiliary tokens. One bad token spoils the whole request.</summary>
    public static List<AccessToken> Auxiliary(SimulatedRequest request)
    {
        var header = request.Header("x-ms-authorization-auxiliary");
        if (string.IsNullOrWhiteSpace(header)) return [];
        var values = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length > MaxAuxiliary) throw ArmErrors.Refuse(400, "InvalidAuxiliaryTokens",
            $"The 'x-ms-authorization-auxiliary' header has {values.Length} tokens; the maximum is {MaxAuxiliary}.");
        return [.. values.Select(value => OneAuxiliary(request.World, value))];
    }

    private static AccessToken OneAuxiliary(World world, string value)
    {
        var text = value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..] : null;
        var token = world.Entra.Tokens.Find(text?.Trim()) ?? throw Unauthorized(null, "InvalidAuthenticationToken",
            "The access token in the 'x-ms-authorization-auxiliary' header is invalid.");
        if (token.Audience != WellKnown.ArmAudience || token.ExpiresAt <= world.Now)
            throw Unauthorized(null, "ExpiredAuthenticationToken", "The auxiliary access token of client " +
                $"'{token.AppId}' of tenant '{token.TenantId}' is expired or invalid.");
        return token;
    }

    private static void Check(World world, AccessToken token, Subscription? subscription)
    {
        if (token.Audience != WellKnown.ArmAudience) throw Unauthorized(subscription,
            "InvalidAuthenticationTokenAudience", "The access token has been obtained for wrong audience or resource " +
            $"'{token.Audience}'. It should exactly match with one of the allowed audiences " +
            "'https://management.core.windows.net/','https://management.core.windows.net'," +
            "'https://management.azure.com/','https://management.azure.com'.");
        if (token.ExpiresAt <= world.Now) throw Unauthorized(subscription, "ExpiredAuthenticationToken",
            $"The access token expiry UTC time '{token.ExpiresAt.American()}' is earlier than current UTC time " +
            $"'{world.Now.American()}'.");
        if (subscription is null || Same(token.TenantId, subscription.TenantId)) return;
        throw Unauthorized(subscription, "InvalidAuthenticationTokenTenant",
            $"The access token is from the wrong issuer 'https://sts.windows.net/{token.TenantId}/'. It must match " +
            $"the tenant 'https://sts.windows.net/{subscription.TenantId}/' associated with this subscription. " +
            $"Please use the authority (URL) 'https://login.windows.net/{subscription.TenantId}' to get the token.");
    }

    private static RefusalException Unauthorized(Subscription? subscription, string code, string message)
    {
        var authority = $"https://login.windows.net/{subscription?.TenantId ?? "common"}";
        var error = code == "AuthenticationFailed" ? "" : ", error=\"invalid_token\"";
        return new RefusalException(ArmErrors.Response(401, code, message)
            .With("WWW-Authenticate", $"Bearer authorization_uri=\"{authority}\"{error}"));
    }
}

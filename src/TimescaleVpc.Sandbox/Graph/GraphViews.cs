using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Directory objects in Graph's form.</summary>
internal static class GraphViews
{
    public static JsonObject View(Application app) => new()
    {
        ["id"] = app.ObjectId,
        ["deletedDateTime"] = app.DeletedAt?.Iso(),
        ["appId"] = app.AppId,
        ["createdDateTime"] = app.CreatedAt.Iso(),
        ["displayName"] = app.DisplayName,
        ["publisherDomain"] = WellKnown.CustomerDomain,
        ["signInAudience"] = app.SignInAudience,
        ["identifierUris"] = new JsonArray(),
        ["tags"] = Json.Array(app.Tags),
        ["uniqueName"] = app.UniqueName,
        ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = app.AccessTokenVersion },
        ["keyCredentials"] = Json.Array(app.Keys.Select(View)),
        ["passwordCredentials"] = Json.Array(app.Passwords.Select(View)),
    };

    public static JsonObject View(PasswordCredential password) => new()
    {
        ["customKeyIdentifier"] = null,
        ["displayName"] = password.DisplayName,
        ["endDateTime"] = password.EndsAt.Iso(),
        ["hint"] = password.Hint,
        ["keyId"] = password.KeyId,
        ["secretText"] = null,
        ["startDateTime"] = password.StartsAt.Iso(),
    };

    public static JsonObject View(ServicePrincipal principal) => new()
    {
        ["id"] = principal.ObjectId,
        ["deletedDateTime"] = principal.DeletedAt?.Iso(),
        ["accountEnabled"] = true,
        ["appId"] = principal.AppId,
        ["appDisplayName"] = principal.DisplayName,
        ["appOwnerOrganizationId"] = principal.OwnerTenantId,
        ["createdDateTime"] = principal.CreatedAt.Iso(),
        ["displayName"] = principal.DisplayName,
        ["servicePrincipalNames"] = new JsonArray(principal.AppId),
        ["servicePrincipalType"] = "Application",
        ["tags"] = Json.Array(principal.Tags),
    };

    // Graph gives the certificate itself only when it is asked for by $select on one application.
    private static JsonObject View(KeyCredential key) => new()
    {
        ["customKeyIdentifier"] = key.Certificate.Thumbprint,
        ["displayName"] = key.DisplayName,
        ["endDateTime"] = key.EndsAt.Iso(),
        ["key"] = null,
        ["keyId"] = key.KeyId,
        ["startDateTime"] = key.StartsAt.Iso(),
        ["type"] = "AsymmetricX509Cert",
        ["usage"] = "Verify",
    };
}

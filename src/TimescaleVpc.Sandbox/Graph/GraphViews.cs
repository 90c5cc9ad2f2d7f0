using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Directory objects in Graph's form.</summary>
internal static class GraphViews
{
    public static JsonObject View(Application app)
    {
        var view = GraphForms.Application;
        view["id"] = app.ObjectId;
        view["deletedDateTime"] = app.DeletedAt?.Iso();
        view["appId"] = app.AppId;
        view["createdDateTime"] = app.CreatedAt.Iso();
        view["displayName"] = app.DisplayName;
        view["publisherDomain"] = WellKnown.CustomerDomain;
        view["signInAudience"] = app.SignInAudience;
        view["tags"] = Json.Array(app.Tags);
        view["uniqueName"] = app.UniqueName;
        view["api"]!["requestedAccessTokenVersion"] = app.AccessTokenVersion;
        view["keyCredentials"] = Json.Array(app.Keys.Select(View));
        view["passwordCredentials"] = Json.Array(app.Passwords.Select(View));
        return view;
    }

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

    public static JsonObject View(ServicePrincipal principal)
    {
        var view = GraphForms.Principal;
        view["id"] = principal.ObjectId;
        view["deletedDateTime"] = principal.DeletedAt?.Iso();
        view["appId"] = principal.AppId;
        view["appDisplayName"] = principal.DisplayName;
        view["appOwnerOrganizationId"] = principal.OwnerTenantId;
        view["createdDateTime"] = principal.CreatedAt.Iso();
        view["displayName"] = principal.DisplayName;
        view["servicePrincipalNames"] = new JsonArray(principal.AppId);
        view["signInAudience"] = principal.SignInAudience;
        view["tags"] = Json.Array(principal.Tags);
        return view;
    }

    /// <summary>The address of the new object in a 201 response; no client of Graph requests it.</summary>
    public static string Address(Tenant tenant, string objectId, string type) =>
        $"https://graph.microsoft.com/v2/{tenant.Id}/directoryObjects/{objectId}/Microsoft.DirectoryServices.{type}";

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

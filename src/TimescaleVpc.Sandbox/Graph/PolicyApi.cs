using System.Text.Json.Nodes;
using System.Xml;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The tenant's default policy for credentials of applications.</summary>
internal static class PolicyApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1.0/policies/defaultAppManagementPolicy", "Graph.GetAppManagementPolicy", Get),
    ];

    /// <summary>The restrictions that hold, those of the settings included.</summary>
    public static IEnumerable<AppRestriction> Restrictions(World world, Tenant tenant) => world.Settings.ForbidSecrets
        ? tenant.AppRestrictions.Prepend(new(AppRestriction.Addition, null, null)).DistinctBy(item => item.Type)
        : tenant.AppRestrictions;

    /// <summary>Refuses a secret that the policy forbids.</summary>
    public static void Check(World world, Tenant tenant, Application app, TimeSpan lifetime)
    {
        foreach (var item in Restrictions(world, tenant).Where(item => item.IsFor(app)))
        {
            if (item.Type == AppRestriction.Addition)
                throw GraphErrors.Refuse(world, 400, "CredentialTypeNotAllowedAsPerAppPolicy",
                    "Credential type not allowed as per assigned policy");
            if (item.MaxLifetime is { } most && lifetime > most)
                throw GraphErrors.Refuse(world, 400, "CredentialInvalidLifetimeAsPerAppPolicy",
                    "Credential lifetime exceeds the max value allowed as per assigned policy");
        }
    }

    private static SimulatedResponse Get(SimulatedRequest request)
    {
        var tenant = request.Tenant(DirectoryRights.ReadPolicy);
        if (request.World.Settings.PolicyScopeMissing) throw GraphErrors.ScopeMissing(request.World);
        AppRestriction[] restrictions = [.. Restrictions(request.World, tenant)];
        return ODataList.One(request, "policies/defaultAppManagementPolicy", new JsonObject
        {
            ["id"] = Guid.Empty.ToString(),
            ["displayName"] = "Default app management tenant policy",
            ["description"] = "Default tenant policy that enforces app management restrictions on applications and " +
                "service principals. To apply policy to targeted resources, create a new policy under " +
                "appManagementPolicies collection.",
            ["isEnabled"] = restrictions.Length > 0,
            ["applicationRestrictions"] = Configuration(restrictions.Select(View)),
            ["servicePrincipalRestrictions"] = Configuration([]),
        });
    }

    private static JsonObject Configuration(IEnumerable<JsonObject> passwords) => new()
    {
        ["passwordCredentials"] = Json.Array(passwords),
        ["keyCredentials"] = new JsonArray(),
    };

    private static JsonObject View(AppRestriction item) => new()
    {
        ["restrictionType"] = item.Type,
        ["maxLifetime"] = item.MaxLifetime is { } most ? XmlConvert.ToString(most) : null,
        ["restrictForAppsCreatedAfterDateTime"] = item.CreatedAfter?.Iso(),
        ["state"] = "enabled",
    };
}

using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Service principals.</summary>
internal static class PrincipalApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1.0/servicePrincipals", "Graph.ListServicePrincipals", List),
        new("POST", "/v1.0/servicePrincipals", "Graph.CreateServicePrincipal", Create),
        new("GET", "/v1.0/servicePrincipals/{id}", "Graph.GetServicePrincipal", Get),
        new("GET", "/v1.0/servicePrincipals(appId='{appId}')", "Graph.GetServicePrincipal", Get),
        new("PATCH", "/v1.0/servicePrincipals/{id}", "Graph.UpdateServicePrincipal", Update),
        new("PATCH", "/v1.0/servicePrincipals(appId='{appId}')", "Graph.UpsertServicePrincipal", Upsert),
        new("DELETE", "/v1.0/servicePrincipals/{id}", "Graph.DeleteServicePrincipal", Delete),
        new("DELETE", "/v1.0/servicePrincipals(appId='{appId}')", "Graph.DeleteServicePrincipal", Delete),
    ];

    private static SimulatedResponse List(SimulatedRequest request) => ODataList.Respond(request, "servicePrincipals",
        request.Tenant(DirectoryRights.ReadPrincipal).Principals.Where(item => item.VisibleAt <= request.World.Now)
            .Select(GraphViews.View));

    private static SimulatedResponse Get(SimulatedRequest request) =>
        ODataList.One(request, "servicePrincipals",
            GraphViews.View(request.VisiblePrincipal(request.Tenant(DirectoryRights.ReadPrincipal))));

    private static SimulatedResponse Create(SimulatedRequest request)
    {
        var body = request.GraphBody();
        var appId = body.String("appId")
            ?? throw GraphErrors.Bad(request.World, "Property 'appId' is required but is empty or missing.");
        return Made(request, Make(request, appId, body));
    }

    private static SimulatedResponse Upsert(SimulatedRequest request)
    {
        var prefersCreate = request.Header("Prefer")?.Contains("create-if-missing", StringComparison.OrdinalIgnoreCase);
        if (prefersCreate != true || request.Caller().Tenant.PrincipalOf(request["appId"]) is not null)
            return Update(request);
        return Made(request, Make(request, request["appId"], request.TryJson() ?? []));
    }

    private static SimulatedResponse Made(SimulatedRequest request, ServicePrincipal principal) =>
        ODataList.One(request, "servicePrincipals", GraphViews.View(principal), 201)
            .With("Location", GraphViews.Address(request.Caller().Tenant, principal.ObjectId, "ServicePrincipal"));

    private static SimulatedResponse Update(SimulatedRequest request)
    {
        var principal = request.VisiblePrincipal(request.Tenant(DirectoryRights.UpdatePrincipal));
        var body = request.GraphBody();
        if (body.ContainsKey("tags")) principal.Tags = body.Strings("tags");
        if (body.String("displayName") is { } name) principal.DisplayName = name;
        return new SimulatedResponse(204);
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        var tenant = request.Tenant(DirectoryRights.DeletePrincipal);
        request.World.Entra.DeletePrincipal(tenant, request.VisiblePrincipal(tenant));
        return new SimulatedResponse(204);
    }

    private static ServicePrincipal Make(SimulatedRequest request, string appId, JsonObject body)
    {
        var world = request.World;
        var tenant = request.Caller().Tenant;
        var app = world.Entra.Registration(appId);
        var isForeign = app is not null && app.TenantId != tenant.Id;
        if (!request.IsAllowed(DirectoryRights.CreatePrincipal))
            throw isForeign ? GraphErrors.NotInLocalTenant(world) : GraphErrors.Denied(world);
        if (app is null || (isForeign && !app.IsMultiTenant)) throw GraphErrors.NoBackingApplication(world, appId);
        if (!isForeign) CheckReplicated(world, app);
        if (tenant.PrincipalOf(appId) is not null) throw GraphErrors.AlreadyInUse(world, appId);
        if (tenant.Objects >= world.Settings.DirectoryObjects) throw GraphErrors.QuotaExceeded(world, tenant.Name);
        var principal = world.Entra.CreatePrincipal(tenant, app, world.Now + world.Settings.DirectoryReplication);
        principal.Tags = body.Strings("tags");
        return principal;
    }

    // Both errors were observed for an application that is not replicated yet; here each covers half of the delay.
    private static void CheckReplicated(World world, Application app)
    {
        if (app.VisibleAt <= world.Now) return;
        var half = app.CreatedAt + ((app.VisibleAt - app.CreatedAt) / 2);
        throw world.Now < half
            ? GraphErrors.NoBackingApplication(world, app.AppId)
            : GraphErrors.NotInLocalTenant(world);
    }
}

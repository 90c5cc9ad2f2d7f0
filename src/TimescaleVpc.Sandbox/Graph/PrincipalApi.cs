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

    private static Answer List(Call call) => ODataList.Answer(call, "servicePrincipals",
        call.Tenant(DirectoryRights.ReadPrincipal).Principals.Where(item => item.VisibleAt <= call.World.Now)
            .Select(GraphViews.View));

    private static Answer Get(Call call) =>
        ODataList.One(call, "servicePrincipals",
            GraphViews.View(call.VisiblePrincipal(call.Tenant(DirectoryRights.ReadPrincipal))));

    private static Answer Create(Call call)
    {
        var body = call.GraphBody();
        var appId = body.String("appId")
            ?? throw GraphErrors.Bad(call.World, "Property 'appId' is required but is empty or missing.");
        return Made(call, Make(call, appId, body));
    }

    private static Answer Upsert(Call call)
    {
        var prefersCreate = call.Header("Prefer")?.Contains("create-if-missing", StringComparison.OrdinalIgnoreCase);
        if (prefersCreate != true || call.Caller().Tenant.PrincipalOf(call["appId"]) is not null) return Update(call);
        return Made(call, Make(call, call["appId"], call.TryJson() ?? []));
    }

    private static Answer Made(Call call, ServicePrincipal principal) =>
        ODataList.One(call, "servicePrincipals", GraphViews.View(principal), 201)
            .With("Location", GraphViews.Address(call.Caller().Tenant, principal.ObjectId, "ServicePrincipal"));

    private static Answer Update(Call call)
    {
        var principal = call.VisiblePrincipal(call.Tenant(DirectoryRights.UpdatePrincipal));
        var body = call.GraphBody();
        if (body.ContainsKey("tags")) principal.Tags = body.Strings("tags");
        if (body.String("displayName") is { } name) principal.DisplayName = name;
        return new Answer(204);
    }

    private static Answer Delete(Call call)
    {
        var tenant = call.Tenant(DirectoryRights.DeletePrincipal);
        call.World.Entra.DeletePrincipal(tenant, call.VisiblePrincipal(tenant));
        return new Answer(204);
    }

    private static ServicePrincipal Make(Call call, string appId, JsonObject body)
    {
        var world = call.World;
        var tenant = call.Caller().Tenant;
        var app = world.Entra.Registration(appId);
        var isForeign = app is not null && app.TenantId != tenant.Id;
        if (!call.May(DirectoryRights.CreatePrincipal))
            throw isForeign ? GraphErrors.NotInLocalTenant(world) : GraphErrors.Denied(world);
        if (app is null || (isForeign && !app.IsMultiTenant)) throw GraphErrors.NoBackingApplication(world, appId);
        if (!isForeign) CheckReplicated(world, app);
        if (tenant.PrincipalOf(appId) is not null) throw GraphErrors.AlreadyInUse(world, appId);
        if (tenant.Objects >= world.Settings.DirectoryObjects) throw GraphErrors.QuotaExceeded(world, tenant.Name);
        var principal = world.Entra.CreatePrincipal(tenant, app, world.Now + world.Settings.DirectoryReplication);
        principal.Tags = body.Strings("tags");
        return principal;
    }

    // Both answers are seen for an application that is not everywhere yet; here each has its half of the delay.
    private static void CheckReplicated(World world, Application app)
    {
        if (app.VisibleAt <= world.Now) return;
        var half = app.CreatedAt + ((app.VisibleAt - app.CreatedAt) / 2);
        throw world.Now < half
            ? GraphErrors.NoBackingApplication(world, app.AppId)
            : GraphErrors.NotInLocalTenant(world);
    }
}

using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Application registrations.</summary>
internal static class ApplicationApi
{
    private static readonly string[] Audiences =
    [
        "AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1.0/applications", "Graph.ListApplications", List),
        new("POST", "/v1.0/applications", "Graph.CreateApplication", Create),
        new("GET", "/v1.0/applications/{id}", "Graph.GetApplication", Get),
        new("GET", "/v1.0/applications(appId='{appId}')", "Graph.GetApplication", Get),
        new("GET", "/v1.0/applications(uniqueName='{uniqueName}')", "Graph.GetApplication", GetByName),
        new("PATCH", "/v1.0/applications(uniqueName='{uniqueName}')", "Graph.UpsertApplication", Upsert),
        new("PATCH", "/v1.0/applications/{id}", "Graph.UpdateApplication", Update),
        new("PATCH", "/v1.0/applications(appId='{appId}')", "Graph.UpdateApplication", Update),
        new("DELETE", "/v1.0/applications/{id}", "Graph.DeleteApplication", Delete),
        new("DELETE", "/v1.0/applications(appId='{appId}')", "Graph.DeleteApplication", Delete),
    ];

    private static SimulatedResponse List(SimulatedRequest request) => ODataList.Respond(request, "applications",
        request.Tenant(DirectoryRights.ReadApplication).Applications.Where(app => app.VisibleAt <= request.World.Now)
            .Select(GraphViews.View));

    private static SimulatedResponse Get(SimulatedRequest request) =>
        ODataList.One(request, "applications",
            GraphViews.View(request.VisibleApplication(request.Tenant(DirectoryRights.ReadApplication))));

    private static SimulatedResponse GetByName(SimulatedRequest request)
    {
        var app = ByName(request.Tenant(DirectoryRights.ReadApplication), request["uniqueName"]);
        return app is not null && app.VisibleAt <= request.World.Now
            ? ODataList.One(request, "applications", GraphViews.View(app))
            : throw GraphErrors.NotFound(request.World, request["uniqueName"]);
    }

    // The key is checked where it is kept, so a second request finds the first one's application before lists show it.
    private static SimulatedResponse Upsert(SimulatedRequest request)
    {
        if (ByName(request.Caller().Tenant, request["uniqueName"]) is { } app) return Change(request, _ => app);
        var prefersCreate = request.Header("Prefer")?.Contains("create-if-missing", StringComparison.OrdinalIgnoreCase);
        return prefersCreate == true
            ? Make(request, request["uniqueName"]) : throw GraphErrors.NotFound(request.World, request["uniqueName"]);
    }

    private static Application? ByName(Tenant tenant, string name) =>
        tenant.Applications.Find(app => Same(app.UniqueName, name));

    private static SimulatedResponse Create(SimulatedRequest request) => Make(request, null);

    private static SimulatedResponse Make(SimulatedRequest request, string? uniqueName)
    {
        var world = request.World;
        var tenant = request.Tenant(DirectoryRights.CreateApplication);
        var body = request.GraphBody();
        if (body.String("displayName") is not { Length: > 0 } name)
            throw GraphErrors.Bad(world, "Property 'displayName' is required but is empty or missing.");
        if (tenant.Objects >= world.Settings.DirectoryObjects) throw GraphErrors.QuotaExceeded(world, tenant.Name);
        var app = new Application(tenant.Id, world.Ids.Guid("application", $"{tenant.Id}/{name}"),
            world.Ids.Guid("appId", $"{tenant.Id}/{name}"))
        {
            DisplayName = name,
            UniqueName = uniqueName,
            CreatedAt = world.Now,
            VisibleAt = world.Now + world.Settings.DirectoryReplication,
        };
        ApplicationChange.Apply(world, app, body);
        if (!Audiences.Contains(app.SignInAudience))
            throw GraphErrors.Bad(world, "Invalid value specified for property 'signInAudience' of resource " +
                "'Application'.");
        if (app.SignInAudience.Contains("Personal", StringComparison.Ordinal) && app.AccessTokenVersion != 2)
            throw GraphErrors.Bad(world, "Property api.requestedAccessTokenVersion is invalid.");
        tenant.Applications.Add(app);
        return ODataList.One(request, "applications", GraphViews.View(app), 201)
            .With("Location", GraphViews.Address(tenant, app.ObjectId, "Application"));
    }

    private static SimulatedResponse Update(SimulatedRequest request) => Change(request, request.VisibleApplication);

    private static SimulatedResponse Change(SimulatedRequest request, Func<Tenant, Application> find)
    {
        var body = request.GraphBody();
        var tenant = request.Caller().Tenant;
        if (body.ContainsKey("keyCredentials")) tenant = request.Tenant(DirectoryRights.UpdateCredentials);
        if (body.Any(member => member.Key != "keyCredentials" && !member.Key.StartsWith('@')))
            tenant = request.Tenant(DirectoryRights.UpdateApplication);
        ApplicationChange.Apply(request.World, find(tenant), body);
        return new SimulatedResponse(204);
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        var tenant = request.Tenant(DirectoryRights.DeleteApplication);
        request.World.Entra.DeleteApplication(tenant, request.VisibleApplication(tenant));
        return new SimulatedResponse(204);
    }
}

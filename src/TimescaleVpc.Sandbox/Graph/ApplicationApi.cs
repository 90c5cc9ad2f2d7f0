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

    private static Answer List(Call call) => ODataList.Answer(call, "applications",
        call.Tenant(DirectoryRights.ReadApplication).Applications.Where(app => app.VisibleAt <= call.World.Now)
            .Select(GraphViews.View));

    private static Answer Get(Call call) =>
        ODataList.One(call, "applications",
            GraphViews.View(call.VisibleApplication(call.Tenant(DirectoryRights.ReadApplication))));

    private static Answer GetByName(Call call)
    {
        var app = ByName(call.Tenant(DirectoryRights.ReadApplication), call["uniqueName"]);
        return app is not null && app.VisibleAt <= call.World.Now
            ? ODataList.One(call, "applications", GraphViews.View(app))
            : throw GraphErrors.NotFound(call.World, call["uniqueName"]);
    }

    // The key is checked where it is kept, so a second request finds the first one's application before lists show it.
    private static Answer Upsert(Call call)
    {
        if (ByName(call.Caller().Tenant, call["uniqueName"]) is { } app) return Change(call, _ => app);
        var prefersCreate = call.Header("Prefer")?.Contains("create-if-missing", StringComparison.OrdinalIgnoreCase);
        return prefersCreate == true
            ? Make(call, call["uniqueName"]) : throw GraphErrors.NotFound(call.World, call["uniqueName"]);
    }

    private static Application? ByName(Tenant tenant, string name) =>
        tenant.Applications.Find(app => app.UniqueName?.Same(name) == true);

    private static Answer Create(Call call) => Make(call, null);

    private static Answer Make(Call call, string? uniqueName)
    {
        var world = call.World;
        var tenant = call.Tenant(DirectoryRights.CreateApplication);
        var body = call.GraphBody();
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
        return ODataList.One(call, "applications", GraphViews.View(app), 201)
            .With("Location", GraphViews.Address(tenant, app.ObjectId, "Application"));
    }

    private static Answer Update(Call call) => Change(call, call.VisibleApplication);

    private static Answer Change(Call call, Func<Tenant, Application> find)
    {
        var body = call.GraphBody();
        var tenant = call.Caller().Tenant;
        if (body.ContainsKey("keyCredentials")) tenant = call.Tenant(DirectoryRights.UpdateCredentials);
        if (body.Any(member => member.Key != "keyCredentials" && !member.Key.StartsWith('@')))
            tenant = call.Tenant(DirectoryRights.UpdateApplication);
        ApplicationChange.Apply(call.World, find(tenant), body);
        return new Answer(204);
    }

    private static Answer Delete(Call call)
    {
        var tenant = call.Tenant(DirectoryRights.DeleteApplication);
        call.World.Entra.DeleteApplication(tenant, call.VisibleApplication(tenant));
        return new Answer(204);
    }
}

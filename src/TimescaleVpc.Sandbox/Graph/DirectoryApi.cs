using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>The tenant, the signed-in user, and the recycle bin.</summary>
internal static class DirectoryApi
{
    private const string Bin = "/v1.0/directory/deletedItems";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1.0/organization", "Graph.ListOrganization", Organization),
        new("GET", "/v1.0/me", "Graph.GetMe", Me),
        new("POST", "/v1.0/directoryObjects/getByIds", "Graph.GetByIds", ByIds),
        // The SDK writes the short form of the type's name, the documents the long one.
        new("GET", Bin + "/microsoft.graph.application", "Graph.ListDeletedApplications", Applications),
        new("GET", Bin + "/graph.application", "Graph.ListDeletedApplications", Applications),
        new("GET", Bin + "/microsoft.graph.servicePrincipal", "Graph.ListDeletedServicePrincipals", Principals),
        new("GET", Bin + "/graph.servicePrincipal", "Graph.ListDeletedServicePrincipals", Principals),
        new("DELETE", Bin + "/{id}", "Graph.DeletePermanently", DeletePermanently),
    ];

    private static SimulatedResponse Applications(SimulatedRequest request) => ODataList.Respond(
        request, "directoryObjects",
        request.Tenant(DirectoryRights.ReadApplication).DeletedApplications.Select(GraphViews.View));

    private static SimulatedResponse Principals(SimulatedRequest request) => ODataList.Respond(
        request, "directoryObjects",
        request.Tenant(DirectoryRights.ReadPrincipal).DeletedPrincipals.Select(GraphViews.View));

    private static SimulatedResponse Organization(SimulatedRequest request)
    {
        var tenant = request.Tenant(DirectoryRights.ReadOrganization);
        return ODataList.Respond(request, "organization",
        [
            new JsonObject
            {
                ["id"] = tenant.Id,
                ["displayName"] = tenant.Name,
                ["verifiedDomains"] = new JsonArray(
                    new JsonObject { ["name"] = tenant.Domain, ["isDefault"] = true, ["isInitial"] = true }),
            },
        ]);
    }

    private static SimulatedResponse Me(SimulatedRequest request)
    {
        var user = request.Caller().Tenant.Users.Find(item => item.ObjectId == request.Caller!.PrincipalId)
            ?? throw GraphErrors.NotFound(request.World, request.Caller!.PrincipalId);
        return ODataList.One(request, "users", View(user));
    }

    // Objects that do not exist or that the caller may not read are left out.
    private static SimulatedResponse ByIds(SimulatedRequest request)
    {
        var body = request.GraphBody();
        var ids = body.Strings("ids");
        if (ids.Count is 0 or > 1000) throw GraphErrors.Bad(request.World, "Invalid value specified for 'ids'.");
        var types = body.Strings("types");
        bool IsAsked(string type) => types.Count == 0 || types.Exists(item => Same(item, type));
        var tenant = request.Tenant(DirectoryRights.ReadPrincipal);
        bool IsNamed(string id) => ids.Contains(id, StringComparer.OrdinalIgnoreCase);
        var users = tenant.Users.Where(item => IsAsked("user") && IsNamed(item.ObjectId))
            .Select(item => Typed("user", View(item)));
        var principals = tenant.Principals.Where(item => IsAsked("servicePrincipal") && IsNamed(item.ObjectId))
            .Where(item => item.VisibleAt <= request.World.Now)
            .Select(item => Typed("servicePrincipal", GraphViews.View(item)));
        return ODataList.Respond(request, "directoryObjects", users.Concat(principals));
    }

    private static JsonObject Typed(string type, JsonObject view)
    {
        view["@odata.type"] = $"#microsoft.graph.{type}";
        return view;
    }

    private static JsonObject View(User user) => new()
    {
        ["id"] = user.ObjectId,
        ["displayName"] = user.DisplayName,
        ["userPrincipalName"] = user.Upn,
        ["mail"] = user.Upn,
    };

    private static SimulatedResponse DeletePermanently(SimulatedRequest request)
    {
        var tenant = request.Tenant(DirectoryRights.DeleteForGood);
        var app = tenant.DeletedApplications.Find(item => Same(item.ObjectId, request["id"]));
        var count = tenant.DeletedApplications.RemoveAll(item => item == app) +
            tenant.DeletedPrincipals.RemoveAll(item =>
                Same(item.ObjectId, request["id"]) || Same(item.AppId, app?.AppId));
        return count > 0 ? new SimulatedResponse(204) : throw GraphErrors.NotFound(request.World, request["id"]);
    }
}

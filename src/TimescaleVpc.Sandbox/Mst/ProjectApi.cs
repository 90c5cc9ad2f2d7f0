using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The user, projects, clouds and the project's certificate authority.</summary>
internal static class ProjectApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1/me", "Mst.GetMe", Me),
        new("GET", "/v1/project", "Mst.ListProjects", List),
        new("GET", MstRequest.ProjectPath, "Mst.GetProject",
            request => new SimulatedResponse(200, new JsonObject { ["project"] = View(request.Project()) })),
        new("GET", "/v1/clouds", "Mst.ListClouds", ListClouds),
        new("GET", MstRequest.ProjectPath + "/clouds", "Mst.ListClouds", ListClouds),
        new("GET", MstRequest.ProjectPath + "/kms/ca", "Mst.GetCa", Ca),
    ];

    private static SimulatedResponse Me(SimulatedRequest request) => new(200, new JsonObject
    {
        ["user"] = new JsonObject
        {
            ["auth"] = new JsonArray("password"),
            ["intercom"] = new JsonObject { ["app_id"] = "", ["hmac"] = "" },
            ["invitations"] = new JsonArray(),
            ["project_membership"] = Membership(request, role => role),
            ["project_memberships"] = Membership(request, role => new JsonArray(role)),
            ["projects"] = Json.Array(request.World.Mst.Projects.Select(item => item.Name)),
            ["real_name"] = "Demo Admin",
            ["state"] = "active",
            ["user"] = "admin@demo.example",
            ["user_id"] = "u1a2b3c4d5e6",
        },
    });

    private static SimulatedResponse List(SimulatedRequest request) => new(200, new JsonObject
    {
        ["projects"] = Json.Array(request.World.Mst.Projects.Select(View)),
        ["project_membership"] = Membership(request, role => role),
        ["project_memberships"] = Membership(request, role => new JsonArray(role)),
    });

    /// <summary>The caller's role in each project, where it has one.</summary>
    private static JsonObject Membership(SimulatedRequest request, Func<string, JsonNode> view) =>
        request.Token().Role is not { } role ? [] : new(
            request.World.Mst.Projects.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)view(role))));

    private static SimulatedResponse ListClouds(SimulatedRequest request)
    {
        if (request.Values.ContainsKey("project")) request.Project();
        return new SimulatedResponse(200, new JsonObject
        {
            ["clouds"] = Json.Array(request.World.Mst.CloudNames.Select(name => new JsonObject
            {
                ["cloud_name"] = name,
                ["cloud_description"] = name,
                ["geo_region"] = "",
            })),
        });
    }

    private static SimulatedResponse Ca(SimulatedRequest request)
    {
        request.Project();
        return new SimulatedResponse(200, new JsonObject { ["certificate"] = ProjectCa.Certificate });
    }

    private static JsonObject View(Project project) => new()
    {
        ["account_id"] = "a1b2c3d4e5f6",
        ["billing_address"] = "",
        ["billing_emails"] = new JsonArray(),
        ["billing_group_id"] = "6f1f2c1e-5a0d-4e59-9f0c-0d5a6b7c8d9e",
        ["billing_group_name"] = "Demo billing",
        ["country"] = "",
        ["country_code"] = "",
        ["default_cloud"] = "timescale-azure-westeurope",
        ["estimated_balance"] = "0.00",
        ["organization_id"] = "org1a2b3c4d5e6",
        ["payment_method"] = "no_payment_expected",
        ["project_name"] = project.Name,
        ["tenant_id"] = "timescale",
        ["vat_id"] = "",
    };
}

using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Who am I, projects, clouds and the project's certificate authority.</summary>
internal static class ProjectApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", "/v1/me", "Mst.GetMe", Me),
        new("GET", "/v1/project", "Mst.ListProjects", List),
        new("GET", MstCall.ProjectPath, "Mst.GetProject",
            call => new Answer(200, new JsonObject { ["project"] = View(call.Project()) })),
        new("GET", "/v1/clouds", "Mst.ListClouds", ListClouds),
        new("GET", MstCall.ProjectPath + "/clouds", "Mst.ListClouds", ListClouds),
        new("GET", MstCall.ProjectPath + "/kms/ca", "Mst.GetCa", Ca),
    ];

    private static Answer Me(Call call) => new(200, new JsonObject
    {
        ["user"] = new JsonObject
        {
            ["user"] = "admin@demo.example",
            ["real_name"] = "Demo Admin",
            ["state"] = "active",
            ["projects"] = Json.Array(call.World.Mst.Projects.Select(item => item.Name)),
        },
    });

    private static Answer List(Call call) => new(200, new JsonObject
    {
        ["projects"] = Json.Array(call.World.Mst.Projects.Select(View)),
        ["project_membership"] = new JsonObject(call.World.Mst.Projects
            .Select(item => KeyValuePair.Create(item.Name, (JsonNode?)"admin"))),
        ["project_memberships"] = new JsonObject(call.World.Mst.Projects
            .Select(item => KeyValuePair.Create(item.Name, (JsonNode?)new JsonArray("admin")))),
    });

    private static Answer ListClouds(Call call)
    {
        if (call.Values.ContainsKey("project")) call.Project();
        return new Answer(200, new JsonObject
        {
            ["clouds"] = Json.Array(Clouds.Names.Select(name => new JsonObject
            {
                ["cloud_name"] = name,
                ["cloud_description"] = name,
                ["geo_region"] = "",
            })),
        });
    }

    private static Answer Ca(Call call)
    {
        call.Project();
        return new Answer(200, new JsonObject { ["certificate"] = ProjectCa.Certificate });
    }

    private static JsonObject View(Project project) => new()
    {
        ["project_name"] = project.Name,
        ["default_cloud"] = "timescale-azure-westeurope",
        ["organization_id"] = "org1a2b3c4d5e6",
        ["account_id"] = "a1b2c3d4e5f6",
        ["tenant_id"] = "timescale",
    };
}

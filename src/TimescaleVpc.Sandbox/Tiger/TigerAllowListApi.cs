using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>The IP allow lists of a project, a preview: reading them.</summary>
internal static class TigerAllowListApi
{
    private const string Collection = TigerRequest.ProjectPath + "/allow-lists";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListAllowLists",
            request => new SimulatedResponse(200, Json.Array(Lists(request).Select(item => View(request, item))))),
        new("GET", Collection + "/{list}", "Cloud.GetAllowList", request => new SimulatedResponse(200, View(
            request, Lists(request).Find(item => item.Id == TigerRequest.TigerId(request["list"], "allow_list_id"))
                ?? throw TigerErrors.NotFound("allow list")))),
    ];

    /// <summary>Where the preview is not served, its paths are not known.</summary>
    private static List<TigerAllowList> Lists(SimulatedRequest request) => request.World.Settings.CloudAllowLists
        ? request.TigerProject().AllowLists : throw TigerErrors.NotFound("path");

    private static JsonObject View(SimulatedRequest request, TigerAllowList item) => new()
    {
        ["allow_list_id"] = item.Id,
        ["project_id"] = request["project"],
        ["description"] = item.Description,
        ["cidr_blocks"] = Json.Array(item.Cidrs),
        ["created_at"] = item.CreatedAt.Iso(),
    };
}

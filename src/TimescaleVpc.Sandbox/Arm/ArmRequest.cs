using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Reads the parts of a request that ARM's handlers need.</summary>
internal static class ArmRequest
{
    public const string SubscriptionPath = "/subscriptions/{sub}";
    public const string GroupPath = SubscriptionPath + "/resourceGroups/{rg}";
    public const string NetworkPath = GroupPath + "/providers/Microsoft.Network/virtualNetworks/{vnet}";

    /// <summary>The scopes that extension resources (roles) are served at.</summary>
    public static IReadOnlyList<string> ScopePaths { get; } = [SubscriptionPath, GroupPath, NetworkPath];

    /// <summary>The subscription, resource group or network of the path, as the client wrote it.</summary>
    public static string AskedScope(this SimulatedRequest request)
    {
        var scope = $"/subscriptions/{request["sub"]}";
        if (request.Values.TryGetValue("rg", out var group)) scope += $"/resourceGroups/{group}";
        if (request.Values.TryGetValue("vnet", out var network))
            scope += $"/providers/Microsoft.Network/virtualNetworks/{network}";
        return scope;
    }

    /// <summary>The same scope in ARM's spelling; refuses one that does not exist.</summary>
    public static string Scope(this SimulatedRequest request)
    {
        if (request.Values.ContainsKey("vnet")) return request.Network().ArmId;
        return request.Values.ContainsKey("rg") ? request.Group().ArmId : request.Subscription().ArmId;
    }

    public static void Require(this SimulatedRequest request, string action, string? scope = null)
    {
        var target = scope ?? request.AskedScope();
        request.RecordPermission(action);
        if (!request.World.Arm.Access.Allows(request.Caller!, action, target))
            throw ArmErrors.AuthorizationFailed(request.Caller!, action, target);
        request.World.Arm.Governance.Check(request, action);
    }

    public static Subscription Subscription(this SimulatedRequest request) =>
        request.World.Arm.Subscription(request["sub"]) ?? throw ArmErrors.SubscriptionNotFound(request["sub"]);

    public static ResourceGroup Group(this SimulatedRequest request) =>
        request.Subscription().Groups.Find(item => Same(item.Name, request["rg"]))
            ?? throw ArmErrors.GroupNotFound(request["rg"]);

    public static VNet Network(this SimulatedRequest request) =>
        request.Group().VNets.Find(request["vnet"])
            ?? throw ArmErrors.ResourceNotFound(
                "Microsoft.Network/virtualNetworks", request["vnet"], request.Group().Name);

    public static JsonObject ArmBody(this SimulatedRequest request)
    {
        var body = request.TryJson() ?? throw ArmErrors.InvalidRequest("Unexpected end of JSON input.");
        if (request.World.Settings.RefuseLocation && body.ContainsKey("location"))
            throw ArmErrors.InvalidRequest("Could not find member 'location' on object of this type.");
        return body;
    }

    /// <summary>One page of a list, with the address of the next one if there is more.</summary>
    public static SimulatedResponse List(SimulatedRequest request, IEnumerable<JsonObject> items)
    {
        var all = items.ToList();
        var skip = int.TryParse(request.Query("$skiptoken"), out var token) ? token : 0;
        var size = Math.Max(1, request.World.Settings.ArmPageSize);
        var body = new JsonObject { ["value"] = Json.Array(all.Skip(skip).Take(size)) };
        if (skip + size < all.Count) body["nextLink"] = Next(request, skip + size);
        return new SimulatedResponse(200, body);
    }

    private static string Next(SimulatedRequest request, int skip)
    {
        var query = SimulatedRequest.Parse(request.Uri.Query.TrimStart('?')).Where(pair => pair.Key != "$skiptoken")
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return $"{request.Uri.GetLeftPart(UriPartial.Path)}?{string.Join('&', query)}&$skiptoken={skip}";
    }

    public static Route Route(
        string method, string path, string kind, Func<SimulatedRequest, SimulatedResponse> respond) =>
        new(method, path, kind, respond, ignoreCase: true);
}

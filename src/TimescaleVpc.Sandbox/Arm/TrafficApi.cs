using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Network security groups, network interfaces, route tables and the usage of limits, for reading.</summary>
internal static class TrafficApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. Of("NetworkSecurityGroup", NetworkSecurityGroup.Type, group => group.SecurityGroups, item => item.Name,
            TrafficViews.View),
        .. Of("NetworkInterface", Nic.Type, group => group.Nics, item => item.Name, TrafficViews.View),
        .. Of("RouteTable", UserRouteTable.Type, group => group.RouteTables, item => item.Name, TrafficViews.View),
        ArmRequest.Route("GET", ArmRequest.SubscriptionPath + "/providers/Microsoft.Network/locations/{place}/usages",
            "Arm.ListUsages", Usages),
    ];

    /// <summary>The routes of a list in a subscription or group, and of an item by its name.</summary>
    private static IEnumerable<Route> Of<T>(
        string what, string type, Func<ResourceGroup, List<T>> itemsOf, Func<T, string> nameOf,
        Func<T, JsonObject> view)
    {
        var collection = $"/providers/{type}";
        yield return ArmRequest.Route("GET", ArmRequest.SubscriptionPath + collection, $"Arm.List{what}s",
            request => List(request, () => request.Subscription().Groups.SelectMany(itemsOf)));
        yield return ArmRequest.Route("GET", ArmRequest.GroupPath + collection, $"Arm.List{what}s",
            request => List(request, () => itemsOf(request.Group())));
        yield return ArmRequest.Route("GET", $"{ArmRequest.GroupPath}{collection}/{{id}}", $"Arm.Get{what}", request =>
        {
            var name = request["id"];
            request.Require($"{type}/read", $"{request.AskedScope()}{collection}/{name}");
            return itemsOf(request.Group()).Find(item => Same(nameOf(item), name)) is { } item
                ? new SimulatedResponse(200, view(item))
                : throw ArmErrors.ResourceNotFound(type, name, request.Group().Name);
        });

        SimulatedResponse List(SimulatedRequest request, Func<IEnumerable<T>> items)
        {
            request.Require($"{type}/read");
            return ArmRequest.List(request, items().Select(view));
        }
    }

    private static SimulatedResponse Usages(SimulatedRequest request)
    {
        request.Require("Microsoft.Network/locations/usages/read");
        var (subscription, place) = (request.Subscription(), request["place"]);
        ResourceGroup[] groups = [.. subscription.Groups.Where(item => Same(item.Location, place))];
        return ArmRequest.List(request,
        [
            Usage("VirtualNetworks", "Virtual Networks", groups.Sum(item => item.VNets.Count), 1000),
            Usage("NetworkSecurityGroups", "Network Security Groups",
                groups.Sum(item => item.SecurityGroups.Count), 5000),
            Usage("RouteTables", "Route Tables", groups.Sum(item => item.RouteTables.Count), 200),
            // What counts for each network has no sum.
            Usage("PeeringsPerVirtualNetwork", "Peerings per Virtual Network", 0,
                request.World.Settings.ArmPeeringsPerVNet),
        ]);

        JsonObject Usage(string name, string displayName, int count, int limit) =>
            TrafficViews.Usage($"{subscription.ArmId}/providers/Microsoft.Network/locations/{place}/usages/{name}",
                name, displayName, count, limit);
    }
}

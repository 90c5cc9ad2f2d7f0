using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Route tables in EC2's form.</summary>
internal static class RouteTableViews
{
    // The model allows 5 to 100 tables in a response, where other describe actions allow 1000.
    private const int Most = 100;

    public static IEnumerable<XElement?> Describe(Ec2Request request)
    {
        IEnumerable<AwsRoute> Seen(AwsRouteTable table) => table.All.Where(item => item.VisibleAt <= request.World.Now);
        var filter = new Ec2Filter<AwsRouteTable>(new Dictionary<string, Func<AwsRouteTable, IEnumerable<string?>>>
        {
            ["route-table-id"] = item => [item.Id],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["owner-id"] = item => [item.Vpc.Account],
            ["association.main"] = item => item.Associations.Select(tie => tie.Subnet is null ? "true" : "false"),
            ["association.subnet-id"] = item => item.Associations.Select(tie => tie.Subnet?.Id),
            ["association.gateway-id"] = _ => [],
            ["association.route-table-id"] = item => item.Associations.Count > 0 ? [item.Id] : [],
            ["association.route-table-association-id"] = item => item.Associations.Select(tie => tie.Id),
            ["route.destination-cidr-block"] = item => Seen(item).Select(route => route.Destination),
            ["route.vpc-peering-connection-id"] = item => Seen(item).Select(route => route.PeeringId),
            ["route.gateway-id"] = item => Seen(item).Where(route => route.TargetKind == "gatewayId")
                .Select(route => route.Target),
            ["route.state"] = item => Seen(item).Select(route => request.Aws.StateOf(item, route)),
            ["route.origin"] = item => Seen(item).Select(route => route.Origin),
        }, item => item.Tags);
        var tables = request.FindOrAll(
            request.Aws.Tables.Where(item => request.Owns(item.Vpc)), "RouteTableId", item => item.Id,
            id => Ec2Errors.Refuse("InvalidRouteTableID.NotFound", $"The routeTable ID '{id}' does not exist"));
        var (items, next) = new Ec2Page(request, "RouteTableId", Most).Of(filter.Apply(request, tables));
        return [Set("routeTableSet", items.Select(item => View(request, item, Seen(item)))), Text("nextToken", next)];
    }

    private static XElement View(Ec2Request request, AwsRouteTable item, IEnumerable<AwsRoute> routes) => Item(
        Of("routeTableId", item.Id),
        Of("vpcId", item.Vpc.Id),
        Of("ownerId", item.Vpc.Account),
        Set("routeSet", routes.Select(route => Item(
            Of(route.DestinationKind, route.Destination),
            Of(route.TargetKind, route.Target),
            Of("state", request.Aws.StateOf(item, route)),
            Of("origin", route.Origin)))),
        Set("associationSet", item.Associations.Select(tie => Item(
            Of("routeTableAssociationId", tie.Id),
            Of("routeTableId", item.Id),
            Text("subnetId", tie.Subnet?.Id),
            Flag("main", tie.Subnet is null),
            Of("associationState", Of("state", "associated"))))),
        Of("propagatingVgwSet"),
        Tags(item.Tags));
}

using System.Xml.Linq;
using TimescaleVpc.Sandbox.Network;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Route tables and their routes.</summary>
internal static class RouteActions
{
    private const string PeeringId = "VpcPeeringConnectionId";

    private static readonly string[] Targets =
    [
        "GatewayId", PeeringId, "NatGatewayId", "TransitGatewayId", "NetworkInterfaceId", "InstanceId",
        "LocalGatewayId", "CarrierGatewayId", "EgressOnlyInternetGatewayId", "VpcEndpointId", "CoreNetworkArn",
    ];

    private static readonly string[] Parameters =
        ["RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId", .. Targets];

    private static readonly string[] Deleting =
        ["RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"];

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        Ec2Action.Describe("DescribeRouteTables", "RouteTableId", RouteTableViews.Describe),
        new("CreateRoute", Parameters, Create) { Permissions = Ec2Permissions.Table },
        new("ReplaceRoute", [.. Parameters, "LocalTarget"], Replace) { Permissions = Ec2Permissions.Table },
        new("DeleteRoute", Deleting, Delete) { Permissions = Ec2Permissions.Table },
    ];

    private static List<XElement?> Create(Ec2Request request)
    {
        var table = request.Table(request.Required("RouteTableId"));
        var route = Read(request, table) with { VisibleAt = request.World.Now + request.World.Settings.AwsReplication };
        CheckLocal(table, route.Destination);
        if (table.Routes.Exists(item => item.Destination == route.Destination)) throw Ec2Errors.Refuse(
            "RouteAlreadyExists", $"The route identified by {route.Destination} already exists.");
        var count = table.All.Count(item => item.IsIpv6 == route.IsIpv6);
        if (count >= request.World.Settings.AwsRoutesPerTable) throw Ec2Errors.Refuse("RouteLimitExceeded",
            $"The maximum number of routes has been reached in the route table {table.Id}.");
        table.Routes.Add(route);
        return [Done()];
    }

    private static List<XElement?> Replace(Ec2Request request)
    {
        var table = request.Table(request.Required("RouteTableId"));
        var route = Read(request, table);
        var at = table.Routes.FindIndex(item => item.Destination == route.Destination);
        if (at < 0) throw Ec2Errors.Value($"There is no route defined for '{route.Destination}' in the route table. " +
            "Use CreateRoute instead.");
        table.Routes[at] = route;
        return [];
    }

    private static List<XElement?> Delete(Ec2Request request)
    {
        var table = request.Table(request.Required("RouteTableId"));
        var destination = request.Form.Text("DestinationCidrBlock") ?? request.Form.Text("DestinationIpv6CidrBlock")
            ?? throw Ec2Errors.Missing("DestinationCidrBlock");
        if (table.Vpc.Cidrs.Contains(destination))
            throw Ec2Errors.Value($"cannot remove local route {destination} in route table {table.Id}");
        // Exact: the form that describe shows, not another writing of the same range.
        if (table.Routes.RemoveAll(item => item.Destination == destination) == 0) throw Ec2Errors.Refuse(
            "InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {table.Id}");
        return [];
    }

    private static AwsRoute Read(Ec2Request request, AwsRouteTable table)
    {
        var destinations = new[] { "DestinationCidrBlock", "DestinationIpv6CidrBlock" }
            .Select(request.Form.Text).OfType<string>().ToList();
        if (destinations.Count != 1) throw Ec2Errors.Refuse(destinations.Count == 0 ? "MissingParameter" :
            "InvalidParameterCombination", "Exactly one destination must be given");
        var destination = Cidr.Canonical(destinations[0]) ?? throw Ec2Errors.Value(
            $"Value ({destinations[0]}) for parameter destinationCidrBlock is invalid. " +
            "This is not a valid CIDR block.");
        var targets = Targets.Where(name => !string.IsNullOrEmpty(request.Form.Text(name))).ToList();
        if (targets.Count == 0) throw Ec2Errors.Missing("target");
        if (targets.Count > 1) throw Ec2Errors.Refuse("InvalidParameterCombination",
            $"Only one target may be given: {string.Join(", ", targets)}");
        var target = request.Form.Text(targets[0])!;
        CheckTarget(request, table, targets[0], target);
        return new AwsRoute(destination, char.ToLowerInvariant(targets[0][0]) + targets[0][1..], target);
    }

    private static void CheckTarget(Ec2Request request, AwsRouteTable table, string kind, string target)
    {
        if (kind == "NetworkInterfaceId")
        {
            if (!request.Aws.Interfaces.Exists(item => item.Id == target && item.Vpc == table.Vpc))
                throw Ec2Errors.Refuse(
                    "InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{target}' does not exist");
            return;
        }

        if (kind != PeeringId) throw Ec2Errors.Value($"The target {target} does not exist in {table.Vpc.Id}");
        var peering = request.Aws.Peerings.Find(target);
        if (peering?.SideOf(request.Account, request.Region, request.World.Now) is null
            || peering.Status is "deleted" or "deleting")
            throw Ec2Errors.NoPeering(target);
        if (!peering.Joins(table.Vpc)) throw Ec2Errors.Value(
            $"route table {table.Id} and vpc peering connection {target} belong to different networks");
        if (peering.Status is not ("pending-acceptance" or "provisioning" or "active")) throw Ec2Errors.Value(
            $"invalid value for parameter vpc-peering-connection-id: {target} is {peering.Status}");
    }

    /// <summary>
    /// A route to a part of the VPC is allowed, one as wide as a range of it or wider is not, but for all.
    /// </summary>
    private static void CheckLocal(AwsRouteTable table, string destination)
    {
        if (destination is "0.0.0.0/0" or "::/0") return;
        foreach (var localRange in table.Vpc.Cidrs)
            if (Cidr.Covers(destination, localRange)) throw Ec2Errors.Value(
                $"The destination CIDR block {destination} is equal to or less specific than one of this VPC's CIDR " +
                "blocks. This route can target only an interface or an instance.");
    }
}

using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>VPCs: four members without a status in the older form of the API, with a status in the newer one.</summary>
internal static class TigerVpcApi
{
    private const string Collection = TigerRequest.ProjectPath + "/vpcs";

    public static IReadOnlyList<string> Regions { get; } =
    [
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ca-central-1", "eu-central-1",
        "eu-central-2", "eu-west-1", "eu-west-2", "sa-east-1", "us-east-1", "us-east-2", "us-west-2",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListVpcs", List),
        new("POST", Collection, "Cloud.CreateVpc", Create),
        new("GET", TigerRequest.VpcPath, "Cloud.GetVpc",
            request => new SimulatedResponse(200, View(request, request.TigerVpc()))),
        new("DELETE", TigerRequest.VpcPath, "Cloud.DeleteVpc", Delete),
        new("POST", TigerRequest.VpcPath + "/rename", "Cloud.RenameVpc", Rename),
    ];

    private static SimulatedResponse List(SimulatedRequest request) =>
        new(200, Json.Array(request.TigerProject().Vpcs.Select(vpc => View(request, vpc))));

    private static SimulatedResponse Create(SimulatedRequest request)
    {
        var project = request.TigerProject();
        var body = request.TigerBody();
        var vpc = Make(request.World, project,
            body.RequiredText("name"), body.RequiredText("cidr"), body.RequiredText("region_code"));
        return new SimulatedResponse(request.World.Settings.CloudVpcStatus ? 202 : 201, View(request, vpc));
    }

    /// <summary>Creates a VPC by the platform's rules. It is not usable yet.</summary>
    public static TigerVpc Make(World world, TigerProject project, string name, string cidr, string region)
    {
        if (!Regions.Contains(region)) throw TigerErrors.Bad($"region_code: no VPC can be made in '{region}'");
        if (cidr.Contains(':', StringComparison.Ordinal) || Cidr.Canonical(cidr) is not { } network)
            throw TigerErrors.Bad($"cidr: '{cidr}' is no IPv4 range");
        if (network != cidr && !world.Settings.CloudKeepsHostBits)
            throw TigerErrors.Bad($"cidr: '{cidr}' has host bits set; the network is {network}");
        if (Cidr.Parse(network) is not { Network.PrefixLength: >= 16 and <= 28 })
            throw TigerErrors.Bad("cidr: the prefix length must be between /16 and /28");
        CheckPlan(world, project);
        return world.Tiger.Agent.AddVpc(project, name, cidr, region);
    }

    private static void CheckPlan(World world, TigerProject project)
    {
        var plan = world.Settings.CloudPlan;
        var limit = world.Settings.CloudVpcsPerProject;
        var most = limit > 0 ? limit
            : plan.ToUpperInvariant() switch { "FREE" => 0, "PERFORMANCE" => 1, _ => int.MaxValue };
        if (project.Vpcs.Count < most) return;
        throw TigerErrors.Refuse(403, "QUOTA_EXCEEDED", limit > 0
            ? $"The project can have no more VPCs than {most}."
            : $"The plan {plan} allows no more VPCs than {most}.");
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        var vpc = request.TigerVpc();
        if (vpc.IsDeleting) throw TigerErrors.NotFound("VPC");
        if (!request.World.Settings.CloudDeleteInUse)
        {
            if (vpc.Project.Services.Exists(item => item.VpcId == vpc.Id || item.LocatedVpcId == vpc.Id))
                throw TigerErrors.Conflict("The VPC still has services attached.");
            if (vpc.Peerings.Exists(item => !item.IsDeleting))
                throw TigerErrors.Conflict("The VPC still has peering connections.");
        }

        if (vpc.BusyUntil > request.World.Now) throw TigerErrors.Conflict($"VPC {vpc.Id} is already being updated");
        request.World.Tiger.Agent.DeleteVpc(vpc);
        return new SimulatedResponse(request.World.Settings.CloudVpcStatus ? 202 : 204);
    }

    private static SimulatedResponse Rename(SimulatedRequest request)
    {
        var vpc = request.TigerVpc();
        vpc.Name = request.TigerBody().RequiredText("name");
        return new SimulatedResponse(200, request.World.Settings.CloudRenameReturnsVpc
            ? View(request, vpc)
            : new JsonObject { ["message"] = "VPC renamed" });
    }

    private static JsonObject View(SimulatedRequest request, TigerVpc vpc)
    {
        var view = new JsonObject
        {
            ["id"] = vpc.Id,
            ["name"] = vpc.Name,
            ["cidr"] = vpc.GivenCidr,
            ["region_code"] = vpc.Region,
        };
        if (!request.World.Settings.CloudVpcStatus) return view;
        view["created"] = vpc.CreatedAt.Iso();
        view["status"] = vpc.Status;
        if (vpc.Network is { } network) view["provisioned_id"] = network.Id;
        return view;
    }
}

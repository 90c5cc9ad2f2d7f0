using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>VPCs: four members and no status, whatever happens behind them; with a status in the newer form.</summary>
internal static class CloudVpcApi
{
    private const string Collection = CloudCall.ProjectPath + "/vpcs";

    public static IReadOnlyList<string> Regions { get; } =
    [
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ca-central-1", "eu-central-1",
        "eu-central-2", "eu-west-1", "eu-west-2", "sa-east-1", "us-east-1", "us-east-2", "us-west-2",
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListVpcs",
            call => new Answer(200, Json.Array(call.CloudProject().Vpcs.Select(vpc => View(call, vpc))))),
        new("POST", Collection, "Cloud.CreateVpc", Create),
        new("GET", CloudCall.VpcPath, "Cloud.GetVpc", call => new Answer(200, View(call, call.CloudVpc()))),
        new("DELETE", CloudCall.VpcPath, "Cloud.DeleteVpc", Delete),
        new("POST", CloudCall.VpcPath + "/rename", "Cloud.RenameVpc", Rename),
    ];

    private static Answer Create(Call call)
    {
        var project = call.CloudProject();
        var body = call.CloudBody();
        var made = Make(call.World, project,
            body.CloudText("name"), body.CloudText("cidr"), body.CloudText("region_code"));
        return new Answer(call.World.Settings.CloudVpcStatus ? 202 : 201, View(call, made));
    }

    /// <summary>Makes a VPC by the platform's rules, whoever asks for it. It is not built yet.</summary>
    public static CloudVpc Make(World world, CloudProject project, string name, string cidr, string region)
    {
        if (!Regions.Contains(region)) throw CloudErrors.Bad($"region_code: no VPC can be made in '{region}'");
        if (cidr.Contains(':', StringComparison.Ordinal) || Cidr.Canonical(cidr) is not { } network)
            throw CloudErrors.Bad($"cidr: '{cidr}' is no IPv4 range");
        if (network != cidr && !world.Settings.CloudKeepsHostBits) throw CloudErrors.Bad($"cidr: '{cidr}' has host bits set; the network is {network}");
        if (Cidr.Parse(network) is not { Network.PrefixLength: >= 16 and <= 28 })
            throw CloudErrors.Bad("cidr: the prefix length must be between /16 and /28");
        CheckPlan(world, project);
        return world.Cloud.Agent.AddVpc(project, name, cidr, region);
    }

    private static void CheckPlan(World world, CloudProject project)
    {
        var plan = world.Settings.CloudPlan;
        var own = world.Settings.CloudVpcsPerProject;
        var most = own > 0 ? own
            : plan.ToUpperInvariant() switch { "FREE" => 0, "PERFORMANCE" => 1, _ => int.MaxValue };
        if (project.Vpcs.Count < most) return;
        throw CloudErrors.Refuse(403, "QUOTA_EXCEEDED", own > 0
            ? $"The project can have no more VPCs than {most}." : $"The plan {plan} allows no more VPCs than {most}.");
    }

    private static Answer Delete(Call call)
    {
        var vpc = call.CloudVpc();
        if (vpc.IsDeleting) throw CloudErrors.NotFound("VPC");
        if (!call.World.Settings.CloudDeleteInUse)
        {
            if (vpc.Project.Services.Exists(item => item.VpcId == vpc.Id || item.LocatedVpcId == vpc.Id))
                throw CloudErrors.Conflict("The VPC still has services attached.");
            if (vpc.Peerings.Exists(item => !item.IsDeleting))
                throw CloudErrors.Conflict("The VPC still has peering connections.");
        }

        if (vpc.BusyUntil > call.World.Now) throw CloudErrors.Conflict($"VPC {vpc.Id} is already being updated");
        call.World.Cloud.Agent.DeleteVpc(vpc);
        return new Answer(call.World.Settings.CloudVpcStatus ? 202 : 204);
    }

    private static Answer Rename(Call call)
    {
        var vpc = call.CloudVpc();
        vpc.Name = call.CloudBody().CloudText("name");
        return new Answer(200, call.World.Settings.CloudRenameReturnsVpc
            ? View(call, vpc)
            : new JsonObject { ["message"] = "VPC renamed" });
    }

    private static JsonObject View(Call call, CloudVpc vpc)
    {
        var view = new JsonObject
        {
            ["id"] = vpc.Id,
            ["name"] = vpc.Name,
            ["cidr"] = vpc.GivenCidr,
            ["region_code"] = vpc.Region,
        };
        if (!call.World.Settings.CloudVpcStatus) return view;
        view["created"] = vpc.CreatedAt.Iso();
        view["status"] = vpc.Status;
        if (vpc.Network is { } network) view["provisioned_id"] = network.Id;
        return view;
    }
}

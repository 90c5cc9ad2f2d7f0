using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes by Timescale Cloud or in its console.</summary>
internal static class TigerChanges
{
    private static readonly string[] KnownStatuses =
        ["PENDING", "APPROVED", "ACTIVE", "INVALID", "TIMEOUT", "DISABLED"];

    private static readonly string[] KnownVpcStatuses =
        ["CREATING", "CREATED", "DELETING", "DELETED", "ERROR", "UNKNOWN"];

    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddCloudVpc", AddVpc),
        new("AttachCloudService", Attach),
        new("DeleteCloudPeering", DeletePeering),
        new("DeleteCloudVpc", (world, target) => world.Tiger.Agent.DeleteVpc(Vpc(world, target))),
        new("DetachCloudService", (world, target) => world.Tiger.Mover.Move(Service(world, target), null)),
        new("PlatformReportsPcx", ReportPcx),
        new("RevokeCloudKeys", RevokeKeys),
        new("SetCloudPeeringStatus", SetStatus, KnownStatuses),
        new("SetCloudVpcStatus", SetVpcStatus, KnownVpcStatuses),
    ];

    /// <summary>
    /// The target is the id of a peering there or in AWS, or <c>*</c> for all. The platform then stops watching it.
    /// </summary>
    private static void SetStatus(World world, string status, string target)
    {
        foreach (var item in Peerings(world, target))
        {
            (item.Status, item.IsForced) = (status.ToLowerInvariant(), true);
            item.ErrorMessage = item.Status is "invalid" or "timeout" or "disabled"
                ? $"The peering connection is {item.Status}"
                : null;
        }
    }

    /// <summary>
    /// The target is the name or id of a VPC. Any word can be set; CREATED finishes one that is being built, and after
    /// any other the platform builds no more.
    /// </summary>
    private static void SetVpcStatus(World world, string status, string target)
    {
        var vpc = Vpc(world, target);
        vpc.ForcedStatus = Same(status, "CREATED") ? null : status.ToUpperInvariant();
        world.Tiger.Agent.Finish(vpc);
    }

    /// <summary>A VPC that can be used at once, all arguments optional: <c>name=…;cidr=…;region=…</c>.</summary>
    private static void AddVpc(World world, string target)
    {
        var arguments = Arguments.Read(target, "name", "cidr", "region");
        var project = world.Tiger.Projects[0];
        var vpc = world.Tiger.Agent.AddVpc(project, arguments.GetValueOrDefault("name", "added"),
            arguments.GetValueOrDefault("cidr", $"10.{31 + project.Vpcs.Count}.0.0/20"),
            arguments.GetValueOrDefault("region", "us-east-1"));
        world.Tiger.Agent.Finish(vpc);
    }

    /// <summary>The target is the service and the VPC, by name or id: <c>metrics prod</c>.</summary>
    private static void Attach(World world, string target)
    {
        var parts = Arguments.Words(target, 2);
        world.Tiger.Mover.Move(Service(world, parts[0]), Vpc(world, parts[1]).Id);
    }

    private static void DeletePeering(World world, string target)
    {
        foreach (var item in Peerings(world, target)) world.Tiger.Agent.Delete(item);
    }

    /// <summary>Makes the platform report this pcx- id for every peering, instead of the real one.</summary>
    private static void ReportPcx(World world, string target)
    {
        if (!target.StartsWith("pcx-", StringComparison.Ordinal)) throw OutsideWorld.Unknown("AWS peering", target);
        world.Tiger.Agent.ReportedPcx = target;
        foreach (var item in world.Tiger.Peerings.Where(item => item.ProvisionedId is not null))
            item.ProvisionedId = target;
    }

    private static void RevokeKeys(World world, string target)
    {
        var projects = world.Tiger.Projects.FindAll(item => target == "*" || item.PublicKey == target);
        if (projects.Count == 0) throw new ArgumentException("There is no such key.", nameof(target));
        foreach (var project in projects) project.IsRevoked = true;
    }

    private static List<TigerPeering> Peerings(World world, string target)
    {
        var peerings = world.Tiger.Peerings.Where(item => target == "*" || item.Id == target ||
            item.Connection?.Id == target || Same(item.PeerVpcId, target)).ToList();
        return peerings.Count > 0 ? peerings : throw OutsideWorld.Unknown("Timescale Cloud peering", target);
    }

    private static TigerVpc Vpc(World world, string target) =>
        world.Tiger.Vpcs.FirstOrDefault(item => item.Id == target || Same(item.Name, target))
        ?? throw OutsideWorld.Unknown("Timescale Cloud VPC", target);

    public static TigerService Service(World world, string target) =>
        world.Tiger.Services.FirstOrDefault(item => item.Id == target || Same(item.Name, target))
        ?? throw OutsideWorld.Unknown("Timescale Cloud service", target);
}

using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Creates a project's VPC by the platform's rules. It is not active yet.</summary>
internal static class VpcFactory
{
    public static ProjectVpc Create(World world, Project project, string cloud, string cidr)
    {
        if (!world.Mst.CloudNames.Contains(cloud)) throw MstErrors.Bad($"cloud_name: unknown cloud '{cloud}'");
        if (Cidr.Parse(cidr) is not { Network.PrefixLength: >= 20 and <= 24 })
            throw MstErrors.Bad("network_cidr: the prefix length must be between /20 and /24");
        if (project.Vpcs.Exists(item => item.Cloud == cloud && item.Cidr == cidr))
            throw MstErrors.Refuse(409, "VPC already exists");
        var most = world.Settings.VpcsPerCloud;
        if (most > 0 && project.Vpcs.Count(item => item.Cloud == cloud) >= most)
            throw MstErrors.Refuse(409, $"The project has reached its limit of {most} VPCs in cloud {cloud}");
        var vpc = new ProjectVpc(
            world.Ids.Guid("vpc", $"{project.Name}/{cloud}/{cidr}"), world.Mst.LinksOf(cloud), cloud, cidr)
        {
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        project.Vpcs.Add(vpc);
        return vpc;
    }
}

using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the customer's networks from outside.</summary>
internal static class NetworkChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddPlatformRange", AddPlatformRange),
        new("AddVNetRange", AddRange),
        new("DeleteVNet", DeleteVNet),
        new("RemoveVNetRange", RemoveRange),
        new("StartVNetUpdate", StartUpdate),
    ];

    private static readonly TimeSpan UpdateTime = TimeSpan.FromSeconds(30);

    private static void DeleteVNet(World world, string target) => world.Arm.DeleteNetwork(Find(world, target));

    /// <summary>The target is a VNet's id and, after a space, the new range.</summary>
    private static void AddRange(World world, string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        var range = parts.Length > 1 ? parts[1] : "10.77.0.0/16";
        if (Cidr.Parse(range) is null) throw OutsideWorld.Unknown("range", range);
        var network = Find(world, parts[0]);
        network.Prefixes.Add(range);
        world.Mst.Agent.LearnLater(network.ArmId);
    }

    /// <summary>The target is a VNet's id and a range of it; one has to remain.</summary>
    private static void RemoveRange(World world, string target)
    {
        var words = Arguments.Words(target, 2);
        var network = Find(world, words[0]);
        if (network.Prefixes.Count < 2 || !network.Prefixes.Remove(words[1]))
            throw OutsideWorld.Unknown("range that is not the only one", words[1]);
        world.Mst.Agent.LearnLater(network.ArmId);
    }

    /// <summary>
    /// The target is the id of a VPC in Azure and, after a space, the new range of the platform's network.
    /// </summary>
    private static void AddPlatformRange(World world, string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        var vpc = world.Mst.Projects.Select(project => project.Vpc(parts[0])).FirstOrDefault(item => item is not null);
        AddRange(world, string.Join(' ', parts.Skip(1).Prepend(
            world.Arm.Network(vpc?.NetworkId)?.ArmId ?? throw OutsideWorld.Unknown("VPC in Azure", parts[0]))));
    }

    private static void StartUpdate(World world, string target) =>
        Find(world, target).ChangingUntil = world.Now + UpdateTime;

    private static VNet Find(World world, string target) =>
        world.Arm.Network(target) ?? throw OutsideWorld.Unknown("VNet", target);
}
